# SPDX-License-Identifier: AGPL-3.0-or-later
# Was die Papiere über das Handeln für andere neben dem Italienischen sagen.

## Who acts for the holder, on request form, sheet and receipt
form-delegate-acts = Wer für die Inhaberin/den Inhaber handelt
form-delegate-assists = Wer der Inhaberin/dem Inhaber beisteht
form-delegate-as = In der Eigenschaft als
form-delegate-title = Rechtsgrund
form-identity-acts = Ausweis der handelnden Person
form-identity-assists = Ausweis der beistehenden Person
form-email-own = E-Mail der handelnden Person: bitte prüfen
form-declares-acts = Die handelnde Person erklärt,
form-declares-assists = Die Inhaberin/Der Inhaber erklärt mit Beistand,
form-declares-present-acts = dass die Karte der Inhaberin/dem Inhaber gehört und die Aktivierung in ihrem/seinem Namen beantragt wird;
form-declares-present-new-release-acts = dass die Karte der Inhaberin/dem Inhaber gehört und die Codes in ihrem/seinem Namen beantragt werden;
form-declares-present-corrected-address-acts = dass die Karte der Inhaberin/dem Inhaber gehört und die Adresse in ihrem/seinem Namen berichtigt wird;
form-declares-power-acts = die genannte Eigenschaft zu haben, die durch nichts beendet oder beschränkt ist;
form-declares-power-assists = dass die beistehende Person die genannte Eigenschaft hat, die durch nichts beendet oder beschränkt ist;
form-declares-secret-acts = die Codes nur für die Inhaberin/den Inhaber zu nutzen oder nur ihr/ihm zu geben und sie nicht bei der Karte aufzubewahren;
form-signature-acts = Unterschrift der handelnden Person
form-signature-assists = Unterschrift der beistehenden Person
sheet-to-acts = Übergeben an, für die Inhaberin/den Inhaber
sheet-to-assists = Mit dem Beistand von
receipt-by-acts = Hat für die Inhaberin/den Inhaber gehandelt
receipt-by-assists = Hat der Inhaberin/dem Inhaber beigestanden
letter-release-acts = Lassen Sie sich das Codeblatt mit derselben Nummer der Ausgabe, { $release }, von { $delegate } geben: Diese Person hat am Schalter für { $holder } gehandelt, als { $kind }.
letter-release-assists = Nehmen Sie das Codeblatt mit derselben Nummer der Ausgabe: { $release }. Am Schalter war { $delegate } bei { $holder }, als { $kind }.

## The holder is there and does not sign (DPR 445/2000 art. 4)
form-unsigned = Erklärung einer Person, die nicht unterschreibt
form-unsigned-text = Die Inhaberin/Der Inhaber, deren/dessen Identität ich festgestellt habe, hat den Antrag und die Erklärungen dieses Formulars, die ich vorgelesen habe, vor mir abgegeben. Sie/Er unterschreibt nicht, weil sie/er:
form-unsigned-does-not-know = nicht unterschreiben kann, weil sie/er nicht schreiben gelernt hat
form-unsigned-cannot = am Unterschreiben gehindert ist
form-unsigned-hint = Nur dies wird vermerkt: keine Krankheit und keine Diagnose.
form-officer-name = Nachname, Vorname und Amt der Amtsperson
form-signature-officer = Unterschrift der Amtsperson
form-relative = Erklärung einer/eines Angehörigen
form-relative-text = Die Inhaberin/Der Inhaber ist aus gesundheitlichen Gründen vorübergehend verhindert. In ihrem/seinem Interesse gibt Antrag und Erklärungen vor der Amtsperson, die die Identität festgestellt hat, ab:
form-relative-spouse = Ehegattin/Ehegatte
form-relative-child = Tochter oder Sohn, wenn Ehegattin/Ehegatte fehlt
form-relative-other = andere verwandte Person in gerader oder Seitenlinie bis zum dritten Grad, wenn die vorigen fehlen
form-signature-relative = Unterschrift der/des Angehörigen
form-identity-relative = Ausweis der/des Angehörigen
receipt-done-by-officer = Der Antrag wurde vor der Amtsperson erklärt, ohne Unterschrift der Inhaberin/des Inhabers (Art. 4 Abs. 1 D.P.R. 445/2000).
receipt-done-by-relative = Der Antrag wurde von { $name }, Angehörige/Angehöriger, wegen einer vorübergehenden Verhinderung der Inhaberin/des Inhabers erklärt und unterschrieben (Art. 4 Abs. 2 D.P.R. 445/2000).

## Delegation for reasons of health
deed-delegation-title = Vollmacht für die Gesundheitskarte TS-CNS
deed-delegation-footer = Vollmacht
deed-holder = Vollmachtgeber/in, Inhaber/in der Karte
deed-delegate = Bevollmächtigte, volljährige Person
deed-acts = Was die bevollmächtigte Person tun darf
deed-acts-text = Die Inhaberin/Der Inhaber kann aus gesundheitlichen Gründen nicht zum Schalter kommen und bevollmächtigt die genannte Person:
deed-acts-activate = die Aktivierung der Karte zu beantragen und den Antrag in ihrem/seinem Namen zu unterschreiben;
deed-acts-codes = das Blatt mit der ersten Hälfte der Codes abzuholen und der Inhaberin/dem Inhaber zu geben;
deed-acts-duplicate = eine neue Ausgabe der Codes zu beantragen, solange die Verhinderung dauert.
deed-impediment = Zeitraum der Verhinderung
deed-impediment-text = { $months ->
    [one] Die Verhinderung dauert mehr als einen Monat:
   *[other] Die Verhinderung dauert mehr als { $months } Monate:
 }
deed-from = Vom
deed-to = Bis zum
deed-no-diagnosis = Schreiben Sie weder Krankheit noch Diagnose: Die Tage genügen.
deed-address = Wohin die zweite Hälfte der Codes geht
deed-address-text = Kreuzen Sie nur eine Möglichkeit an. Schreiben Sie die Adresse in Druckbuchstaben.
deed-address-holder = An die E-Mail-Adresse der Inhaberin/des Inhabers.
deed-address-email = E-Mail-Adresse der Inhaberin/des Inhabers
deed-address-delegate = An die E-Mail-Adresse der bevollmächtigten Person: nur gültig, wenn die Inhaberin/der Inhaber es unten in Worten schreibt und auch hier unterschreibt.
deed-address-words = Zum Beispiel auf Italienisch: «Voglio che la seconda metà dei codici vada all’indirizzo e-mail di …», mit dem Namen.
deed-address-email-delegate = E-Mail-Adresse der bevollmächtigten Person
deed-address-signature = Unterschrift der Inhaberin/des Inhabers für diese Wahl
deed-attached = Was beiliegt
deed-attached-holder = Fotokopie des Ausweises der Inhaberin/des Inhabers (Art. 38 D.P.R. 445/2000);
deed-attached-delegate = Fotokopie des Ausweises der bevollmächtigten Person, die auch das Original vorzeigt;
deed-attached-impediment = ärztliche Bescheinigung ohne Diagnose, ähnliche Unterlage oder Eigenerklärung, mit dem Zeitraum.
deed-notice = Verantwortlich: { $controller }. Datenschutzbeauftragter: { $officer }. Die Daten dienen nur der Bearbeitung des Antrags und deren Nachweis (Art. 6 Abs. 1 Buchst. e VO (EU) 2016/679). Vollständiger Text: { $link }
deed-delegation-declares = Die Inhaberin/Der Inhaber erklärt, die Information gelesen zu haben und zu wissen, dass falsche Erklärungen strafbar sind (Art. 76 D.P.R. 445/2000).

## Self-certifications
deed-declaration-footer = Eigenerklärung
deed-title-parenthood = Eigenerklärung über die elterliche Verantwortung
deed-title-guardian = Eigenerklärung über die Eigenschaft als Vormund (tutore)
deed-title-curator = Eigenerklärung über die Eigenschaft als Kurator (curatore)
deed-title-support-administrator = Eigenerklärung über die Eigenschaft als Sachwalter (amministratore di sostegno)
deed-title-fiduciary = Eigenerklärung über die Eigenschaft als Vertrauensperson (fiduciario)
deed-title-impediment = Eigenerklärung über die Verhinderung
deed-title-emancipation = Eigenerklärung über die Emanzipation
deed-law = Art. 46 und 47 des D.P.R. Nr. 445 vom 28. Dezember 2000
deed-declarant = Erklärende Person
deed-declarant-holder = Erklärende Person, Inhaber/in der Karte
deed-declares = Was erklärt wird
deed-aware = In eigener Verantwortung und in Kenntnis der Strafen für falsche Erklärungen (Art. 76 D.P.R. 445/2000) erklärt die genannte Person,
deed-declares-parenthood = Elternteil der minderjährigen Inhaberin/des minderjährigen Inhabers der Karte zu sein und die elterliche Verantwortung auszuüben, die weder entzogen noch ausgesetzt ist;
deed-declares-not-emancipated = dass die/der Minderjährige nicht emanzipiert ist.
deed-declares-guardian = Vormund der Inhaberin/des Inhabers der Karte laut der hier genannten Verfügung zu sein und dass das Amt andauert:
deed-declares-curator = Kurator der Inhaberin/des Inhabers der Karte laut der hier genannten Verfügung zu sein und dass das Amt andauert:
deed-declares-support-administrator = Sachwalter der Inhaberin/des Inhabers der Karte laut dem hier genannten Dekret zu sein und dass das Amt andauert:
deed-declares-fiduciary = Vertrauensperson der Inhaberin/des Inhabers der Karte zu sein und laut der hier genannten Urkunde die Aktivierung in ihrem/seinem Namen beantragen zu dürfen:
deed-declares-impediment = aus gesundheitlichen Gründen in diesem Zeitraum nicht persönlich an den Schalter kommen zu können:
deed-declares-emancipation = durch Eheschließung emanzipierte/r Minderjährige/r zu sein (Art. 390 ZGB) und daher die Aktivierung der Karte selbst zu beantragen:
deed-court = Gericht oder Behörde
deed-decree-number = Nummer der Verfügung
deed-decree-date = Datum
deed-decree-end = Bis zum (falls befristet)
deed-power = Für diese Handlung gibt das Dekret die Befugnis:
deed-power-acts = im Namen der Inhaberin/des Inhabers zu handeln
deed-power-assists = der Inhaberin/dem Inhaber beizustehen, die/der mitunterschreibt
deed-title-in-words = Urkunde, aus der die Befugnis hervorgeht, mit Datum
deed-marriage-place = Gemeinde der Eheschließung
deed-marriage-date = Datum der Eheschließung
deed-liability = Was eine falsche Erklärung zur Folge hat
deed-liability-text = Wer unwahre Erklärungen abgibt, falsche Urkunden herstellt oder gebraucht, wird nach dem Strafgesetzbuch und den Sondergesetzen bestraft (Art. 76). Wer Falsches erklärt, verliert die erlangten Vorteile (Art. 75). Der Schalter prüft, auch in Stichproben (Art. 71).
deed-signing = Wie unterschrieben wird
deed-signing-here = Vor der/dem Bediensteten, die/der die Identität der erklärenden Person festgestellt hat.
deed-signing-copy = Anderswo: Die einfache Fotokopie eines Ausweises der erklärenden Person liegt bei.
deed-signature-declarant = Unterschrift der erklärenden Person
