# SPDX-License-Identifier: AGPL-3.0-or-later
# E-Mails an Bürgerinnen und Bürger und an Bedienstete. Wie es einem Brief ergeht, steht nur auf den Seiten (it, en).

## Alle E-Mails
mail-pointer = Diese Nachricht steht weiter unten auch auf Deutsch.
mail-closing = Automatische Nachricht: Bitte antworten Sie nicht an diese Adresse.
mail-office = { $counter }
mail-office-telephone = { $counter }, Telefon { $telephone }

## Die zweite Hälfte
mail-subject-second_half = Zweite Hälfte der Codes der Gesundheitskarte, Ausgabe { $release }
mail-heading-second_half = Die zweite Hälfte Ihrer Codes
mail-second_half-what = Diese Nachricht enthält die zweite Hälfte der Codes der Gesundheitskarte (Tessera sanitaria TS-CNS). Die erste Hälfte steht auf dem Codeblatt, das am Schalter übergeben wurde, mit derselben Nummer der Ausgabe: { $release }.
mail-second_half-join = Was Sie jetzt tun: Schreiben Sie für jeden Code zuerst die Ziffern des Blatts, dann die Ziffern von hier unten. Die Punkte • stehen für die Ziffern, die sich auf dem Blatt befinden.
mail-second_half-duplicate = Die Codes sind dieselben wie zuvor: Auch das alte Blatt gilt noch. Ändern Sie sofort die PIN der Karte.
mail-code-pin = PIN
mail-code-puk = PUK
mail-code-cip = CIP
mail-code-position = { $from }. Ziffer von { $total }
mail-code-positions = { $from }. bis { $to }. Ziffer von { $total }
mail-second_half-tries_pin = { $tries ->
    [one] Nach einer einzigen falschen PIN-Eingabe ist die PIN gesperrt: Zum Entsperren brauchen Sie die PUK.
   *[other] Nach { $tries } falschen PIN-Eingaben hintereinander ist die PIN gesperrt: Zum Entsperren brauchen Sie die PUK.
 }
mail-second_half-tries_puk = { $tries ->
    [one] Nach einer einzigen falschen PUK-Eingabe kann die Karte online nicht mehr verwendet werden und muss ersetzt werden.
   *[other] Nach { $tries } falschen PUK-Eingaben kann die Karte online nicht mehr verwendet werden und muss ersetzt werden.
 }
mail-second_half-nobody_asks = Niemand wird Sie jemals nach der anderen Hälfte der Codes fragen, weder am Schalter noch am Telefon noch per E-Mail. Teilen Sie sie niemandem mit.
mail-second_half-keep = Bewahren Sie das Blatt getrennt von dieser Nachricht auf und löschen Sie die Nachricht, sobald Sie die Codes an einem sicheren Ort notiert haben.
mail-second_half-report = Wenn Sie diese Codes nicht beantragt haben, wenn Sie das Blatt verloren haben oder wenn jemand Sie nach der anderen Hälfte gefragt hat, melden Sie es sofort: { $office }.

## Der Prüfcode der Adresse
mail-subject-ownership_code = Überprüfung Ihrer E-Mail-Adresse
mail-heading-ownership_code = Überprüfung der Adresse
mail-ownership_code-why = Der Schalter { $counter } bittet Sie zu bestätigen, dass Sie die E-Mails an diese Adresse lesen. Sagen Sie den folgenden Code am Schalter an.
mail-ownership_code-name = Prüfcode
mail-ownership_code-valid = { $minutes ->
    [one] Der Code gilt eine Minute.
   *[other] Der Code gilt { $minutes } Minuten.
 }
mail-ownership_code-only_here = Er dient nur zur Bestätigung der Adresse: Er ist kein Code der Karte. Sagen Sie ihn nur der Person am Schalter, die vor Ihnen sitzt, nie am Telefon oder per E-Mail.
mail-ownership_code-not_known = Wenn Sie nicht wissen, worum es geht, sagen Sie den Code niemandem und beachten Sie die Nachricht nicht.
mail-ownership_code-not_you = Wenn Sie nicht am Schalter sind, hat jemand diese Adresse irrtümlich angegeben: Beachten Sie die Nachricht nicht.

## Die Mitteilung an die frühere Adresse
mail-subject-address_notice = Für die Codes der Gesundheitskarte wurde eine andere Adresse angegeben
mail-heading-address_notice = Eine andere Adresse
mail-address_notice-what = Am { $when } wurde am Schalter { $counter } eine andere Adresse (E-Mail oder Post) als diese angegeben, um die Codes der Gesundheitskarte (Tessera sanitaria TS-CNS) einer Person zu erhalten, die früher diese Adresse angegeben hatte.
mail-address_notice-acting = Am Schalter war eine Person, die für die Inhaberin/den Inhaber handelt oder ihr/ihm beisteht.
mail-address_notice-no_codes = Diese Nachricht ist nur eine Mitteilung und enthält keine Codes. Wenn Sie von der Änderung wissen, brauchen Sie nichts zu tun.
mail-address_notice-not_you = Wenn Sie nichts davon wissen, melden Sie es sofort: { $office }.

## Die Mitteilung zu einem Konto
mail-subject-account_notice = Ihr Konto bei Sportello
mail-heading-account_notice = Ihr Konto bei Sportello
mail-account_notice-added = Am { $when } wurde das Konto { $username } angelegt.
mail-account_notice-password_reset = Am { $when } wurde für das Konto { $username } ein neues Passwort gesetzt.
mail-account_notice-totp_reset = Am { $when } wurde für die Einmalcodes des Kontos { $username } ein neues Geheimnis gesetzt.
mail-account_notice-locked = Am { $when } wurde das Konto { $username } nach wiederholten Fehlanmeldungen für einige Zeit gesperrt.
mail-account_notice-not_you = Wenn Sie das nicht erwartet haben, verständigen Sie sofort die Verwaltung des Dienstes.

mail-second_half-trusted = Sie erhalten diese Nachricht, weil die Inhaberin/der Inhaber einer Gesundheitskarte Sie als Vertrauensperson angegeben hat (Ausgabe { $release }). Die Ziffern sind für sie/ihn: Geben Sie sie persönlich weiter, benutzen und behalten Sie sie nicht.
mail-second_half-acted = Diese Nachricht ist für { $holder }. Am Schalter hat { $delegate } für Sie gehandelt, als { $kind }, und das Codeblatt entgegengenommen: Lassen Sie es sich geben.
mail-second_half-acted_own = Diese Nachricht ist für { $delegate }, für { $holder } handelnd als { $kind }. Die Codes gehören zur Gesundheitskarte von { $holder }: Benutzen Sie sie nur für { $holder } oder geben Sie sie nur dieser Person.
mail-second_half-acted_either = Diese Nachricht betrifft die Gesundheitskarte von { $holder }. Am Schalter hat { $delegate } gehandelt, als { $kind }: Die Codes werden nur für { $holder } benutzt.
mail-second_half-assisted = Diese Nachricht ist für { $holder }. Am Schalter war { $delegate } bei Ihnen, als { $kind }.
mail-second_half-delegated = bevollmächtigte Person
mail-ownership_code-why_trusted = Die Inhaberin/Der Inhaber einer Gesundheitskarte ist am Schalter { $counter } und hat Sie als Vertrauensperson angegeben, die eine E-Mail annimmt. Wenn Sie einverstanden sind, sagen Sie ihr/ihm den folgenden Code.
mail-ownership_code-why_away = Am Schalter { $counter } handelt jemand für die Inhaberin/den Inhaber einer Gesundheitskarte und hat diese Adresse angegeben, die eine E-Mail für sie/ihn erhält. Wenn Sie diese Person kennen und einverstanden sind, sagen Sie ihr den folgenden Code.
mail-ownership_code-only_delegate = Er bestätigt nur die Adresse: Er ist kein Code der Karte. Sagen Sie ihn nur dieser Person, nachdem Sie mit ihr gesprochen haben: Sie gibt ihn am Schalter an.
mail-ownership_code-only_holder = Er bestätigt nur die Adresse: Er ist kein Code der Karte. Sagen Sie ihn nur der Inhaberin/dem Inhaber, die/den Sie persönlich kennen.
mail-subject-invitation = Ihr Zugang zu Sportello
mail-heading-invitation = Ihr Zugang zu Sportello
mail-invitation-what = Für Sie wurde das Konto { $username } vorbereitet. Mit diesem Link wählen Sie das Passwort und verbinden die App für die Codes:
mail-invitation-second_factor = Die App für die Codes muss neu mit dem Konto { $username } verbunden werden. Mit diesem Link und Ihrem Passwort:
mail-invitation-valid = Der Link gilt bis { $until } und nur einmal.
mail-invitation-nobody = Leiten Sie ihn an niemanden weiter: Wer ihn öffnet, tritt an Ihre Stelle.
mail-role-operator = Sachbearbeitung
mail-role-supervisor = Aufsicht
mail-role-administrator = Verwaltung
mail-account_notice-ready = Am { $when } wurden für das Konto { $username } Passwort und Code-App eingerichtet.
mail-account_notice-second_factor_set = Am { $when } wurde die Code-App neu mit dem Konto { $username } verbunden.
mail-account_notice-recovery_code_used = Am { $when } wurde das Konto { $username } mit einem Wiederherstellungscode geöffnet.
mail-account_notice-role_given = Am { $when } erhielt das Konto { $username } die Rolle { $role }.
mail-account_notice-role_ended = Am { $when } endete für das Konto { $username } die Rolle { $role }.
mail-account_notice-suspended = Am { $when } wurde das Konto { $username } ausgesetzt.
mail-account_notice-restored = Am { $when } wurde das Konto { $username } wieder freigegeben.
mail-account_notice-ended = Am { $when } wurde das Konto { $username } geschlossen.
mail-subject-monthly_report = Sportello: Übersicht für { $month }
mail-heading-monthly_report = Die Übersicht des Monats
mail-monthly_report-what = Die Zahlen für { $month } zu den Schaltern, die Sie beaufsichtigen.
mail-monthly_report-link = Dieselben Zahlen, mit Filtern und einzelnen Vorgängen, stehen auf den Berichtsseiten:
mail-monthly_report-standing = Stichproben und abzuschließende Tage sind jene, die beim Schreiben dieser Nachricht offen waren.
mail-monthly_report-nobody = Diese Nachricht enthält nur Zahlen und keinen Namen: Mehr ist erst nach der Anmeldung zu sehen.
mail-monthly_report-count-cases = Im Monat eröffnete Vorgänge
mail-monthly_report-count-releases = Verlangte Ausgaben von Codes
mail-monthly_report-count-refusals = Ablehnungen
mail-monthly_report-count-mails = E-Mails mit Problemen
mail-monthly_report-count-voided = Ungültig gemachte Blätter
mail-monthly_report-count-no_email = Personen ohne E-Mail
mail-monthly_report-count-patterns = Auffälligkeiten
mail-monthly_report-count-to_look = Auffälligkeiten, die noch anzusehen sind
mail-monthly_report-count-samples = Noch offene Stichproben
mail-monthly_report-count-days = Nicht abgeschlossene Tage
