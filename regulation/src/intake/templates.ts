/** Keys of the letters that intake sends; their texts are the company's (E2). */
export const contactRequestTemplate = 'contact-data-request'
export const greetingTemplate = 'greeting'
