/**
 * What people choose when asked for a long password: seen in published leaks. Shorter ones need no list, since the
 * length rules them out; repetitions and keyboard runs need none either, since password-rules.ts finds them by rule.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `mailcreated5240 momsanaladventure qazwsxedcrfvtgb passwordstandard 1qaz2wsx3edc4rfv 1qazxsw23edcvfr4 1qa2ws3ed4rf5tg
   q1w2e3r4t5y6u7i8 q1w2e3r4t5y6u7i8o9p0 1234qwerasdfzxcv qwertasdfgzxcvb 122333444455555 111222333444555 hd764nw5d7e1vb1
   correcthorsebatterystaple correct-horse-battery-staple tobeornottobe tobeornottobethatisthequestion maytheforcebewithyou
   thequickbrownfox thequickbrownfoxjumpsoverthelazydog iloveyousomuch iloveyouforever iloveyouverymuch whatsyourpassword
   whatismypassword thisismypassword thisisapassword mypasswordissecure mypasswordispassword enteryourpassword
   changemeplease1 pleasechangeme pleasechangethis letmeinplease letmeinletmein trustno1trustno1 opensesameopensesame
   administrator administrator1 administrator123 administratorpassword supersecretpassword verysecurepassword
   supersecurepassword thepassword1234 defaultpassword temporarypassword temppassword123 iamthebestintheworld
   jesuschristislord loveyouforever princessprincess footballfootball sunshinesunshine winteriscoming winteriscoming1
   iwillalwaysloveyou ilovemyfamily1 ilovemykids1234 imissyousomuch lordoftherings1 starwarsstarwars manchesterunited
   liverpoolfc12345 realmadridcf1234 juventusjuventus newyorkyankees unitedstatesofamerica unbelievable1234
   llanfairpwllgwyngyll supercalifragilisticexpialidocious onetwothreefourfive onetwothreefour abcdefghijklmnop
   monkeymonkeymonkey dragondragon123 qwertyuiopasdfgh qwertyuiopasdfghjkl asdfghjklzxcvbnm zxcvbnmasdfghjkl
   qwertyuiopasdfghjklzxcvbnm`.split(/\s+/),
);

/** The words passwords are made of: up to three of these, with digits and signs between, are a common password too. */
export const COMMON_WORDS: readonly string[] = (
  "password passw0rd passwort motdepasse contrasena senha parola wachtwoord secret secure security login welcome willkommen " +
  "bienvenue hello letmein access admin administrator root user guest test testing demo default temp temporary change changeme " +
  "please master super system server manager company office work qwerty qwertz azerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn " +
  "zxcvbnm qaz wsx edc rfv tgb qwe asd zxc abc abcd abcdef iloveyou love lovely forever baby angel princess prince queen king " +
  "sunshine summer winter spring autumn monday friday january december football baseball basketball soccer hockey monkey dragon " +
  "tiger shadow michael jordan batman superman starwars pokemon computer internet samsung google facebook microsoft windows " +
  "trustno whatever nothing freedom flower cookie chocolate cheese pepper ginger purple orange silver golden diamond money lucky " +
  "happy family mother father jesus christ god"
).split(" ");

/** Words that add nothing: not counted among the three. */
export const FILLERS: readonly string[] =
  "the is my your and this that for to of new old one two three four five".split(" ");
