/** How the server is run: Node's own flags and the script. */
export const serverProgram: readonly string[]
