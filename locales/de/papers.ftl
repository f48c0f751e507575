# SPDX-License-Identifier: AGPL-3.0-or-later
# Was gedruckte Papiere neben dem Italienischen sagen: etwa gleich lang wie dieses.

paper-protocol = Vorgang
paper-page = Seite { $number } von { $total }

## Antrag auf Aktivierung
form-title = Antrag auf Aktivierung und Kenntnisnahme der Datenschutzinformation
form-title-new-release = Antrag auf neue Ausgabe der Codes und Kenntnisnahme der Datenschutzinformation
form-title-corrected-address = Antrag auf Berichtigung der Adresse und Kenntnisnahme der Datenschutzinformation
form-copy-counter = Ausfertigung für den Schalter
form-copy-citizen = Ausfertigung für die antragstellende Person
form-holder = Inhaberin/Inhaber der Karte
form-surname = Nachname
form-name = Vorname
form-codice-fiscale = Steuernummer
form-birth-date = Geburtsdatum
form-birth-place = Geburtsort
form-card = Gesundheitskarte TS-CNS
form-card-number = Kartennummer
form-card-expires = Ablauf
form-certificate = Zertifikat Nr.
form-identity = Vorgelegter Ausweis
form-identity-kind = Art
form-identity-number = Nummer
form-identity-issuer = Ausgestellt von
form-identity-issued = Ausgestellt am
form-identity-expires = Gültig bis
form-contact = Kontaktdaten
form-email = E-Mail: bitte Buchstabe für Buchstabe prüfen
form-phone = Telefon
form-language = Sprache der Unterlagen
form-asked = Was beantragt wird
form-asked-text = Beantragt werden die Aktivierung des Authentifizierungszertifikats der Karte und die Ausgabe der Codes in zwei Hälften: die erste auf dem Codeblatt, die zweite per E-Mail nach der Übergabe des Blatts.
form-asked-text-new-release = Beantragt wird die neue Ausgabe der Codes einer bereits aktiven Karte in zwei Hälften: die erste auf dem Codeblatt, die zweite nach Übergabe des Blatts. Die frühere Ausgabe endet; die Ziffern bleiben gleich.
form-asked-text-corrected-address = Beantragt wird, die zweite Hälfte der Codes an die oben angeführte und nicht an die früher angegebene Adresse zu senden. Die frühere Ausgabe endet; die Ziffern und das schon übergebene Codeblatt gelten weiter.
form-notice = Information zum Datenschutz
form-notice-controller = Verantwortlich: { $controller }. Datenschutzbeauftragter: { $officer }.
form-notice-purpose = Die Daten dienen dazu, die Person zu identifizieren, die Karte zu aktivieren, die Codes auszugeben und dies nachzuweisen: Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e VO (EU) 2016/679; D.P.R. 117/2004).
form-notice-who = Der Schalter und die ausstellende Stelle verarbeiten sie. Jede Einsicht wird protokolliert.
form-notice-keep = Sie bleiben, solange es das Gesetz vorsieht; die Hälften der Codes werden gelöscht, sobald sie nicht mehr nötig sind.
form-notice-needed = Ohne diese Daten, auch die Kontaktdaten, können die Codes nicht ausgegeben werden.
form-notice-rights = Sie haben die Rechte laut Art. 15-22 der Verordnung (Auskunft, Berichtigung, Einschränkung, Widerspruch) und können sich bei der italienischen Datenschutzbehörde (Garante) beschweren.
form-notice-link = Vollständiger Text (Art. 13 der Verordnung): { $link }
form-declares = Die Inhaberin/Der Inhaber erklärt,
form-declares-seen = die obige Information gelesen zu haben;
form-declares-true = dass die Daten der ersten Seite, auch die Kontaktdaten, richtig sind;
form-declares-present = dass die Karte die eigene ist und die Aktivierung persönlich beantragt wird;
form-declares-present-new-release = dass die Karte die eigene ist und die Codes persönlich beantragt werden;
form-declares-present-corrected-address = dass die Karte die eigene ist und die Adresse persönlich berichtigt wird;
form-declares-secret = die Codes niemandem mitzuteilen und sie nicht bei der Karte aufzubewahren;
form-declares-penal = zu wissen, dass falsche Erklärungen strafbar sind (Art. 76 D.P.R. 445/2000).
form-place-date = Ort und Datum
form-fingerprint = Prüfwert der Daten
form-fingerprint-hint = Ändert sich eine Angabe, so ändert sich der Prüfwert und es wird neu unterschrieben.
form-signature-holder = Unterschrift der Inhaberin/des Inhabers
form-signature-operator = Unterschrift der/des Bediensteten

## Codeblatt
sheet-title = Codeblatt
sheet-footer = Blatt { $serial }
sheet-holder = Inhaberin/Inhaber
sheet-release = Ausgabe
sheet-printed = Gedruckt
sheet-warning = Niemand wird Sie jemals nach der anderen Hälfte fragen
sheet-warning-text = Weder am Telefon noch per E-Mail noch an der Haustür: Wer danach fragt, ist ein Betrüger.
sheet-duplicate = Duplikat: Ändern Sie sofort die PIN
sheet-duplicate-text = Dieselben Codes: Das alte Blatt gilt noch. Niemand wird Sie jemals nach der anderen Hälfte fragen.
sheet-codes = Erste Hälfte der Codes
sheet-tries = { $tries ->
    [one] { $tries } Versuch
   *[other] { $tries } Versuche
 }
sheet-purpose-pin = zur Nutzung der Karte
sheet-purpose-puk = zum Entsperren der PIN
sheet-purpose-cip = für Aussetzung und Widerruf
sheet-in-mail = in der E-Mail
sheet-legend = • ist eine Ziffer, die per E-Mail kommt. Die Zahl über dem Kästchen ist die Stelle im Code.
sheet-next = Was Sie jetzt tun
sheet-step-fold = Falten Sie das Blatt an den Marken am Rand, zuerst unten, dann oben: Die Codes bleiben innen.
sheet-step-mail = { $minutes ->
    [one] Warten Sie auf die E-Mail an { $address }: Sie geht erst nach Übergabe des Blatts ab, meist binnen einer Minute. Sehen Sie auch im Spam-Ordner nach.
   *[other] Warten Sie auf die E-Mail an { $address }: Sie geht erst nach Übergabe des Blatts ab, meist binnen { $minutes } Minuten. Sehen Sie auch im Spam-Ordner nach.
 }
sheet-step-join = Die Ziffern der E-Mail ersetzen die Punkte.
sheet-step-tries = { $pin ->
    [one] Nach einer falschen PIN-Eingabe brauchen Sie die PUK;
   *[other] Nach { $pin } falschen PIN-Eingaben brauchen Sie die PUK;
 } { $puk ->
    [one] nach einer falschen PUK-Eingabe ist die Karte endgültig gesperrt.
   *[other] nach { $puk } falschen PUK-Eingaben ist die Karte endgültig gesperrt.
 }
sheet-step-keep = Halten Sie Blatt und Karte getrennt.
sheet-step-change-now = Ändern Sie sofort die PIN und vernichten Sie das alte Blatt.

## Empfangsbestätigung
receipt-title = Empfangsbestätigung
receipt-footer = Empfangsbestätigung
receipt-holder = Inhaberin/Inhaber
receipt-date = Datum und Uhrzeit
receipt-done = Was erledigt wurde
receipt-done-activated = Das Zertifikat der Gesundheitskarte (Tessera sanitaria TS-CNS) wurde aktiviert.
receipt-done-codes = Die erste Hälfte der Codes wurde auf Papier übergeben; die zweite kommt per E-Mail.
receipt-codes = Übergabe der Codes
receipt-release = Ausgabe
receipt-serial = Codeblatt
receipt-taken = Entgegengenommen von
receipt-mail = Versand der zweiten Hälfte
receipt-mail-waiting = Die E-Mail wartet auf den Versand.
receipt-mail-accepted = Der Server { $server } hat die E-Mail angenommen: Wenn Sie sie nicht sehen, suchen Sie im Spam-Ordner.
receipt-mail-perhaps-twice = Die E-Mail kommt vielleicht zweimal an: Die Ziffern sind dieselben.
receipt-mail-given-up = Die E-Mail wurde nicht angenommen: Kommen Sie mit Karte, Ausweis und Codeblatt wieder zum Schalter. Sie kann erneut gesendet oder die Adresse berichtigt werden.
receipt-suspend = Wenn Sie Karte oder Codes verlieren
receipt-suspend-text = Beantragen Sie sofort die Aussetzung: Sie wirkt unverzüglich und kann aufgehoben werden. Der Widerruf ist endgültig: Danach ist eine neue Karte nötig. Ist nur das Blatt verloren, kommen Sie mit Karte und Ausweis wieder zum Schalter.
receipt-suspend-where = Aussetzung und Widerruf
receipt-suspension = Am Schalter, mit der Karte und einem Ausweis
receipt-contact = Der Schalter
receipt-counter = Schalter
receipt-reach = Kontakt und Öffnungszeiten
receipt-scan = Richten Sie Ihr Telefon auf den Code: Er zeigt, dass die Übergabe im Register steht.
receipt-warning = Niemand wird Sie jemals nach den Codes fragen
receipt-warning-text = Weder am Telefon noch per E-Mail noch an der Haustür: Wer danach fragt, ist ein Betrüger. Bewahren Sie die Codes nicht bei der Karte auf.

## Merkblatt bei Ablehnung
slip-footer = Merkblatt für Bürgerinnen und Bürger
slip-protocol = Vorgang
slip-date = Datum und Uhrzeit
slip-why = Warum
slip-way-on = Was zu tun ist
slip-contact = Der Schalter
slip-counter = Schalter
slip-reach = Kontakt und Öffnungszeiten
slip-kept = Bringen Sie dieses Blatt mit
slip-kept-text = Mit der Nummer des Vorgangs geht es am Schalter dort weiter, wo wir aufgehört haben.

## Merkblatt zum Leben der Karte
life-footer = Merkblatt zur Karte
life-title-suspend = Karte ausgesetzt
life-title-reactivate = Karte wieder aktiv
life-title-revoke = Karte widerrufen
life-title-replace = Karte ersetzt
life-title-expire = Karte abgelaufen
life-holder = Inhaberin/Inhaber
life-card = Kartennummer
life-number = Amtshandlung
life-since = Seit
life-reason = Grund
life-proof = Vorgelegter Nachweis
life-means = Was das bedeutet
life-means-suspend = Mit dieser Karte ist kein Zugang zu Online-Diensten möglich, bis sie wieder aktiviert wird. Als Gesundheitskarte (Tessera sanitaria) gilt sie weiter.
life-means-reactivate = Mit dieser Karte ist der Zugang zu Online-Diensten wieder möglich, mit denselben Codes wie vorher.
life-means-revoke = Das Zertifikat dieser Karte wird nie wieder aktiv. Codes, die noch nicht angekommen waren, wurden gelöscht.
life-means-replace = Eine neuere Karte wurde aktiviert: Das Zertifikat der früheren ist widerrufen worden.
life-means-expire = Der letzte Gültigkeitstag ist vorbei: Das Zertifikat gilt nicht mehr. Codes, die noch nicht angekommen waren, wurden gelöscht.
life-next = Was zu tun ist
life-next-found = Wenn Sie die Karte wiederfinden und nur Sie die Codes haben, kommen Sie mit einem Ausweis zum Schalter: Wir aktivieren sie wieder.
life-next-not-found = Wenn Sie sie nicht wiederfinden, lassen Sie sie mit der Anzeige oder einer Eigenerklärung widerrufen und beantragen Sie eine neue Karte.
life-next-mail-held = Ein noch nicht abgeholtes Codeblatt und eine noch nicht abgegangene E-Mail warten bis zur Reaktivierung.
life-next-usable = Sie können die Karte sofort verwenden. Die E-Mail mit den Codes, die zurückgehalten wurde, geht jetzt ab.
life-next-change-pin = Ändern Sie zur Vorsicht die PIN.
life-next-new-card = Beantragen Sie beim Sanitätsbetrieb oder bei der Agentur der Einnahmen (Agenzia delle Entrate) eine neue Karte; wenn sie ankommt, lassen Sie sie am Schalter aktivieren.
life-next-use-new = Verwenden Sie die neue Karte: Sie hat eigene Codes.
life-next-destroy = Vernichten Sie das Codeblatt der alten Karte.
life-contact = Der Schalter
life-kept = Bewahren Sie dieses Blatt auf
life-kept-text = Mit der Nummer der Amtshandlung findet der Schalter, was wann getan wurde.
life-reason-theft = Diebstahl
life-reason-loss = Verlust
life-reason-compromised-codes = Codes vielleicht anderen bekannt
life-reason-malfunction = Chip funktioniert nicht
life-reason-wrong-data = falsche oder geänderte Daten
life-reason-puk-blocked = PUK gesperrt
life-reason-holder-request = auf Antrag der Inhaberin/des Inhabers
life-reason-found = Karte wiedergefunden
life-reason-nothing-compromised = Verdacht unbegründet
life-reason-superseded = eine neuere Karte wurde aktiviert
life-reason-expired = Gültigkeit abgelaufen
life-proof-police-report = Anzeige
life-proof-self-certification = Eigenerklärung

## Andere Wege zur zweiten Hälfte
form-asked-text-trusted = Beantragt werden die Aktivierung des Authentifizierungszertifikats der Karte und die Ausgabe der Codes in zwei Hälften: die erste auf dem Codeblatt, die zweite nach Übergabe des Blatts per E-Mail an die angegebene Vertrauensperson.
form-asked-text-letter = Beantragt werden die Aktivierung des Authentifizierungszertifikats der Karte und die Ausgabe der Codes in zwei Hälften: die erste auf dem Codeblatt, die zweite nach Übergabe des Blatts in einem verschlossenen Brief.
form-way = Die zweite Hälfte geht per E-Mail an die oben angeführte Adresse.
form-way-trusted = Die zweite Hälfte geht per E-Mail für die Inhaberin/den Inhaber an die angegebene Vertrauensperson.
form-way-letter = Die zweite Hälfte geht in einem verschlossenen Brief an die oben angeführte Adresse.
form-trusted = Vertrauensperson, die die E-Mail erhält
form-post = Adresse für den Brief: bitte Wort für Wort prüfen
form-declares-trusted = dass die angegebene Vertrauensperson die zweite Hälfte der Codes in ihrem/seinem Namen erhält;
sheet-in-mail-letter = im Brief
sheet-legend-letter = • ist eine Ziffer, die mit dem Brief kommt. Die Zahl über dem Kästchen ist die Stelle im Code.
sheet-step-mail-trusted = Die E-Mail geht nach Übergabe des Blatts an die Vertrauensperson ({ $address }). Lassen Sie sie sich geben.
sheet-step-mail-letter = Warten Sie auf den Brief an { $address }: Er geht nach Übergabe des Blatts ab und braucht einige Tage. Ist er offen, melden Sie es dem Schalter.
sheet-step-join-letter = Setzen Sie die Ziffern des Briefs an die Stelle der Punkte.
receipt-done-codes-trusted = Die erste Hälfte der Codes wurde auf Papier übergeben; die zweite geht per E-Mail an die Vertrauensperson.
receipt-done-codes-letter = Die erste Hälfte der Codes wurde auf Papier übergeben; die zweite kommt in einem verschlossenen Brief.
receipt-mail-printed = Der Brief ist bei der Poststelle der Region: Er braucht einige Tage.
receipt-mail-waiting-letter = Der Brief wartet auf den Druck.
receipt-mail-given-up-letter = Der Brief ist nicht abgegangen: Kommen Sie mit Karte, Ausweis und Codeblatt wieder zum Schalter. Er kann erneut gesendet oder die Adresse berichtigt werden.
letter-title = Zweite Hälfte der Codes
letter-codes = Zweite Hälfte der Codes
letter-on-sheet = auf dem Codeblatt
letter-legend = • ist eine Ziffer, die auf dem Codeblatt steht. Die Zahl über dem Kästchen ist die Stelle im Code.
letter-next = Was Sie jetzt tun
letter-release = Nehmen Sie das Codeblatt mit derselben Nummer der Ausgabe: { $release }.
letter-join = Schreiben Sie für jeden Code zuerst die Ziffern des Blatts, dann die dieses Briefs.
letter-duplicate = Duplikat: Das alte Blatt gilt noch. Ändern Sie sofort die PIN.
letter-nobody-asks = Niemand wird Sie jemals nach der anderen Hälfte fragen, weder am Telefon noch per E-Mail noch an der Haustür.
letter-keep = Bewahren Sie diesen Brief getrennt von Blatt und Karte auf.
letter-report = War der Umschlag offen oder haben Sie nichts beantragt, melden Sie es sofort: { $office }.

## Merkblätter
advice-warning = Niemand wird Sie jemals nach den Codes fragen
advice-warning-text = Weder am Telefon noch per E-Mail noch an der Haustür, auch nicht am Schalter: Wer danach fragt, ist ein Betrüger.
slip-no-email-title = Was Sie für die Codes brauchen
slip-no-email-1 = Eröffnen Sie ein E-Mail-Konto, auch ein kostenloses: Ein Telefon oder Computer genügt. Lassen Sie sich helfen, aber behalten Sie das Passwort für sich.
slip-no-email-2 = Prüfen Sie, ob Sie dort eine Nachricht lesen können.
slip-no-email-3 = Oder fragen Sie eine Person Ihres Vertrauens, ob sie die E-Mail für Sie annimmt: Wir brauchen Nachnamen, Vornamen und Adresse.
slip-no-email-4 = Kommen Sie mit Gesundheitskarte, gültigem Ausweis und vollständig aufgeschriebener Adresse wieder zum Schalter.
advice-join-codes-title = Die Codes haben zwei Hälften
advice-join-codes-1 = Nehmen Sie das Codeblatt und die Nachricht (oder den Brief): Beide müssen dieselbe Nummer der Ausgabe tragen.
advice-join-codes-2 = PIN: Die ersten { $pin_first } Ziffern stehen auf dem Blatt, die anderen { $pin_second } in der Nachricht. Schreiben Sie sie ohne Leerzeichen hintereinander.
advice-join-codes-3 = PUK: Die ersten { $puk_first } Ziffern stehen auf dem Blatt, die anderen { $puk_second } in der Nachricht.
advice-join-codes-4 = Nach { $pin } falschen PIN-Eingaben wird die PIN gesperrt: Wenn Sie unsicher sind, hören Sie auf.
advice-pin-blocked-title = Die PIN ist gesperrt
advice-pin-blocked-1 = Die PUK entsperrt die PIN, im Programm der Karte auf Ihrem Computer: Suchen Sie «PIN entsperren» (sblocco PIN).
advice-pin-blocked-2 = PUK: Die ersten { $puk_first } Ziffern stehen auf dem Codeblatt, die anderen { $puk_second } in der Nachricht oder im Brief.
advice-pin-blocked-3 = Nach { $puk } falschen PUK-Eingaben ist die Karte endgültig gesperrt: Wenn Sie unsicher sind, hören Sie auf und kommen Sie zum Schalter.
advice-puk-blocked-title = Die PUK ist gesperrt
advice-puk-blocked-1 = Der Chip dieser Karte lässt sich nicht mehr entsperren, auch nicht am Schalter.
advice-puk-blocked-2 = Kommen Sie persönlich zum Schalter, mit der Karte und einem gültigen Ausweis: Das Zertifikat wird widerrufen.
advice-puk-blocked-3 = Beantragen Sie beim Sanitätsbetrieb oder bei der Agentur der Einnahmen (Agenzia delle Entrate) ein Duplikat der Karte.
advice-puk-blocked-4 = Die neue Karte hat neue Codes und muss neu aktiviert werden. Bis dahin gilt die alte weiter als Gesundheitskarte.
advice-sheet-lost-title = Das Codeblatt ist verloren
advice-sheet-lost-1 = Das Blatt wird nicht noch einmal gedruckt: Die Codes müssen neu ausgegeben werden.
advice-sheet-lost-2 = Kommen Sie persönlich zum Schalter, mit der Karte und einem gültigen Ausweis.
advice-sheet-lost-3 = Sie erhalten ein neues Blatt und eine neue Nachricht. Finden Sie das alte Blatt, vernichten Sie es und ändern Sie die PIN.
advice-mail-missing-title = Die zweite Hälfte ist nicht angekommen
advice-mail-missing-1 = Sehen Sie auch im Spam-Ordner nach: Der Betreff ist «Seconda metà dei codici della tessera sanitaria».
advice-mail-missing-2 = Haben Sie eine Vertrauensperson angegeben, ging die Nachricht an sie. Haben Sie den Brief gewählt, braucht er einige Tage.
advice-mail-missing-3 = Ist nichts da, kommen Sie mit einem gültigen Ausweis zum Schalter: Die Nachricht kann noch einmal gesendet oder die Adresse berichtigt werden.
advice-mail-missing-4 = Bringen Sie auch das Codeblatt mit. Am Telefon wird die Adresse nicht geändert.
advice-no-chip-title = Die Karte hat keinen Chip
advice-no-chip-1 = Diese Karte gilt als Gesundheitskarte und Steuernummer (codice fiscale), kann aber nicht aktiviert werden.
advice-no-chip-2 = Für Online-Dienste können Sie SPID oder die elektronische Identitätskarte (CIE) benutzen.
advice-no-chip-3 = Prüfen Sie bei der nächsten Karte, ob sie einen Chip hat: Dann kommen Sie wieder zum Schalter.
advice-expired-title = Die Karte ist abgelaufen
advice-expired-1 = Mit der Karte läuft auch das Zertifikat ab: Es kann online nicht mehr benutzt werden.
advice-expired-2 = Die neue Karte kommt meist vor dem Ablauf mit der Post. Wenn nicht, fragen Sie beim Sanitätsbetrieb oder bei der Agentur der Einnahmen (Agenzia delle Entrate) nach.
advice-expired-3 = Bringen Sie die neue und die alte Karte zum Schalter: Die neue muss neu aktiviert werden.
advice-other-region-title = Die Karte ist aus einer anderen Region
advice-other-region-1 = Eine Karte wird an den Schaltern der Region aktiviert, die sie ausgestellt hat.
advice-other-region-2 = Sind Sie umgezogen, verlangen Sie beim Sanitätsbetrieb die neue Karte und bringen Sie sie hierher.
advice-reader-title = Das Lesegerät erkennt die Karte nicht
advice-reader-1 = Sie brauchen ein Lesegerät mit Kontakten: Die Karte wird mit dem Chip voran und nach oben eingesteckt. Auflegen genügt nicht.
advice-reader-2 = Wischen Sie den Chip mit einem trockenen Tuch ab und versuchen Sie einen anderen USB-Anschluss, ohne Verlängerung.
advice-reader-3 = Versuchen Sie das Lesegerät an einem anderen Computer oder eine andere Karte im Lesegerät.
advice-reader-4 = Erkennt ein anderes Lesegerät die Karte, liegt es am Gerät. Erkennt sie keines, kommen Sie mit der Karte zum Schalter.
advice-software-title = Das Programm findet das Zertifikat nicht
advice-software-1 = Der Computer braucht das Programm für die Karte, von der Seite der Region: Welches, hängt vom Chip ab.
advice-software-2 = Stecken Sie die Karte ein, bevor Sie den Browser öffnen; schließen Sie dann alle Fenster und öffnen Sie sie neu.
advice-software-3 = Fragt die Seite nach dem Zertifikat, wählen Sie das mit Ihrer Steuernummer (codice fiscale) und geben Sie die ganze PIN ein.
advice-software-4 = Gehen andere Seiten, liegt es an dieser Seite: Melden Sie es dem Betreiber.
