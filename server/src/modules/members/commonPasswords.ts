// Passwords of ten characters and more that are tried first, in lower case; shorter ones are refused for their length.
// Latin and Cyrillic rows of keys, the usual words with the usual digits, Russian words typed in the wrong layout.
const list = `
1234567890 12345678910 123456789012 0123456789 9876543210 0987654321 1234512345 1122334455 11223344556 1212121212
123123123123 1231231234 1234554321 123456789a 123456789q 123456789z 1234567890a 1234567890q 12345678900 1q2w3e4r5t
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedcrfv qazwsx1234 qazwsxedc1
zaq12wsxcde3 qwertyuiop qwertyuiop1 qwertyuiop[] qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 qwerty123! qwerty7890
qwertyqwerty qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm asdfghjkl1 asdfghjkl; asdfghjkl123 asdfasdfasdf
asdfghjklzxcvbnm zxcvbnm123 zxcvbnmasd zxcvbnm,./ poiuytrewq mnbvcxzlkjhgfdsa 1234qwerasdf 1234qwertyuiop 12345qwert
qwert12345 12345qwerty 123qweasdzxc 123qwe123qwe 123456qwerty password12 password123 password1234 password12345
password123! password1! password2024 password2025 password2026 password01 password00 password99 passwordpassword
mypassword mypassword1 newpassword newpassword1 yourpassword passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd1234 p@ssw0rd12
pa$$word123 pa55word123 adminadmin admin12345 admin123456 admin1234567890 administrator administrator1 admin@1234
root123456 rootroot123 useruser123 user123456 test123456 testtest123 testtest12 testpassword test1234567 demodemo123
guest12345 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 letmein123 letmein1234 iloveyou12 iloveyou123
iloveyou1234 iloveyou!! ilovemyself trustno1trustno1 changeme123 changemenow changeit123 default123 secret12345
secretsecret masterkey1 superman123 batman12345 football123 football12 baseball123 basketball basketball1 liverpool1
liverpool123 manchester chelsea123 barcelona1 arsenal123 spiderman1 spiderman123 pokemon123 starwars123 princess123
princess12 sunshine123 sunshine12 butterfly1 butterfly123 chocolate1 chocolate123 dragon12345 monkey12345 shadow12345
michael123 michael1234 jennifer12 christopher alexander1 elizabeth1 samsung123 computer123 computer12 internet123
blink182blink minecraft1 minecraft123 whatever123 loveme1234 abcdefghij abcdefghijk abcdefghijklmnop abcd123456
abcd1234567 abc1234567 abc123456789 abcabcabc123 a123456789 a1234567890 a1b2c3d4e5 a1s2d3f4g5 aa12345678 aa123456789
aaa1234567 z123456789 q123456789 q1234567890 asd1234567 asd123456789 qaz1234567 zxc1234567 111222333444 1111122222
1020304050 1029384756 147258369a 1472583690 159753456852 789456123a 7894561230 3141592653 31415926535 sales12345
manager123 manager1234 crmcrmcrm1 company123 reglament1 reglament123 correcthorsebatterystaple йцукенгшщз йцукенгшщзх
йцукенгшщзхъ йцукен12345 йцукен123456 фывапролдж фывапролджэ ячсмитьбюё пароль1234 пароль12345 пароль123456 парольпароль
мойпароль1 новыйпароль администратор админ12345 привет1234 привет12345 приветпривет любовь1234 наташа1234 россия2024
россия2025 россия2026 москва12345 спартак1922 продажи123 менеджер123 регламент1 ghbdtn1234 ghbdtn12345 gfhjkm1234
gfhjkm12345 gfhjkm123456 gfhjkmgfhjkm yfnfif1234 hjccbz2025 vjcrdf1234 zxcvbnmrus fyfcnfcbz1 qwertyйцукен privet1234
privet12345 parol12345 parol123456 lubov12345 natasha1234 natasha123 rossiya2025 moskva1234 moskva12345 marina1234
dmitriy123 aleksandr1 aleksandr123 anastasia1 ekaterina1 spartak1922 zenit12345 cska1234567 lokomotiv1 vkontakte1
vkontakte123 krasotka12 solnyshko1 koshka12345 kotenok123
`

export const commonPasswords: ReadonlySet<string> = new Set(list.trim().split(/\s+/))
