### E-Mails an Menschen.

## Eine E-Mail über das, was jemand in einem Ticket verpasst hat

# In jeder E-Mail zu einem Ticket gleich: Mailprogramme legen zusammen, was denselben Betreff hat.
mail-ticket-subject = [{ $organisation }] Ticket { $number }: { $subject }
mail-ticket-hello = Guten Tag { $name },
mail-ticket-intro = es gibt Neues in Ticket { $number }, „{ $subject }“:
mail-ticket-wrote = { $name } schrieb am { $when }:
mail-ticket-noted = { $name } hinterließ am { $when } eine Notiz für das Team:
# Jemand, dessen Name nicht mehr bekannt ist.
mail-ticket-somebody = Jemand
mail-ticket-status = { $name } änderte am { $when } den Status von „{ $from }“ in „{ $to }“.
# Niemand tat es: Die Zeit verging.
mail-ticket-status-by-time = Am { $when } änderte sich der Status von „{ $from }“ in „{ $to }“.
mail-ticket-assigned = { $name } wies das Ticket am { $when } { $assignee } zu.
mail-ticket-unassigned = { $name } hob am { $when } die Zuweisung des Tickets auf.
mail-ticket-moved = { $name } verschob das Ticket am { $when } von { $from } zu { $to }.
mail-ticket-followed-up = { $name } setzte den Verlauf am { $when } in Ticket { $number } fort.
mail-ticket-link = Lesen und antworten
mail-ticket-reason-client = Sie erhalten diese E-Mail, weil Ihr Unternehmen wegen dieses Tickets an { $organisation } geschrieben hat und Sie nicht auf seiner Seite waren.
mail-ticket-reason-staff = Sie erhalten diese E-Mail, weil Sie bei { $organisation } Tickets beantworten und nicht auf der Seite dieses Tickets waren.

## Ein Zugang: ein neues Passwort, eine bestätigte Adresse, und was sich geändert hat

mail-reset-subject = [{ $organisation }] Neues Passwort setzen
mail-reset-intro = jemand hat ein neues Passwort für Ihren Zugang bei { $organisation } angefordert.
mail-reset-lasts = Der Link gilt eine Stunde lang und nur einmal. Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.
mail-reset-link = Neues Passwort setzen
mail-reset-reason = Sie erhalten diese E-Mail, weil bei { $organisation } für diese Adresse ein neues Passwort angefordert wurde.

mail-confirm-subject = [{ $organisation }] Bitte bestätigen Sie Ihre Adresse
mail-confirm-intro = bitte bestätigen Sie, dass { $email } Ihre Adresse ist. Bis dahin kann Ihrem Zugang keine Einladung eines anderen Unternehmens hinzugefügt werden.
mail-confirm-lasts = Der Link gilt einen Tag lang und nur einmal; er wirkt, nachdem Sie sich angemeldet haben.
mail-confirm-link = Adresse bestätigen
mail-confirm-reason = Sie erhalten diese E-Mail, weil es bei { $organisation } einen Zugang mit dieser Adresse gibt. Ist es nicht Ihrer, brauchen Sie nichts zu tun.

mail-new-address-subject = [{ $organisation }] Bitte bestätigen Sie Ihre neue Adresse
mail-new-address-intro = Sie haben darum gebeten, dass Ihr Zugang bei { $organisation } die Adresse { $email } statt { $before } bekommt.
mail-new-address-reason = Sie erhalten diese E-Mail, weil jemand bei { $organisation } diese Adresse für den eigenen Zugang angegeben hat. Waren Sie es nicht, brauchen Sie nichts zu tun.

mail-email-asked-subject = [{ $organisation }] Eine andere Adresse wurde angefordert
mail-email-asked-intro = am { $when } hat jemand darum gebeten, dass Ihr Zugang bei { $organisation } die Adresse { $email } statt { $before } bekommt. Diese Adresse muss erst noch bestätigt werden.
mail-email-asked-own = Waren Sie es selbst, ist hier nichts zu tun.
mail-email-asked-foreign = Waren Sie es nicht, kennt jemand Ihr Passwort. Setzen Sie sofort ein neues: Das bricht die Änderung ab und meldet alle Browser ab.

mail-email-changed-subject = [{ $organisation }] Ihr Zugang hat eine andere Adresse
mail-email-changed-intro = am { $when } bekam Ihr Zugang bei { $organisation } die Adresse { $email }. Mit { $before } ist keine Anmeldung mehr möglich.
mail-email-changed-foreign = Waren Sie es nicht, sagen Sie { $organisation } sofort Bescheid: Der Zugang kann dort deaktiviert werden.

mail-password-changed-subject = [{ $organisation }] Ihr Passwort wurde geändert
mail-password-changed-intro = am { $when } wurde das Passwort Ihres Zugangs bei { $organisation } geändert. Alle anderen angemeldeten Browser wurden abgemeldet.
mail-password-changed-foreign = Waren Sie es nicht, setzen Sie sofort ein neues Passwort und sagen Sie { $organisation } Bescheid.

mail-new-password-link = Neues Passwort setzen
mail-login-reason = Sie erhalten diese E-Mail, weil sie Ihren Zugang bei { $organisation } betrifft.

## Eine Einladung. $inviter ist, wer eingeladen hat, oder der Name der Organisation, wenn das nicht mehr bekannt ist.

mail-invite-subject = { $inviter } lädt Sie zu { $organisation } ein
mail-invite-hello = Guten Tag,
mail-invite-client = { $inviter } lädt Sie ins Kundenportal von { $organisation } ein. Dort sprechen Sie mit dem Support und sehen alles zu { $customer } an einem Ort.
mail-invite-staff = { $inviter } lädt Sie in den Helpdesk von { $organisation } ein. Ihre Rolle: { $role }.
mail-invite-how = { $count ->
    [one] Der Link gilt { $count } Stunde lang und nur einmal. Melden Sie sich schon mit { $email } an, genügt Ihr Passwort; sonst wählen Sie eines.
   *[other] Der Link gilt { $count } Stunden lang und nur einmal. Melden Sie sich schon mit { $email } an, genügt Ihr Passwort; sonst wählen Sie eines.
}
mail-invite-link = Einladung annehmen
mail-invite-reason = Sie erhalten diese E-Mail, weil { $inviter } bei { $organisation } Ihre Adresse eingetragen hat. Erwarten Sie keine Einladung, brauchen Sie nichts zu tun: Ohne Sie geschieht nichts.

## Eine Rechnung, und was dafür einging oder zurückging. Beträge und Tage sind schon geschrieben.

mail-invoice-subject = Rechnung { $number } von { $organisation }
mail-invoice-hello = Guten Tag,
mail-invoice-intro = { $organisation } sendet Ihnen Rechnung { $number } für { $customer } über { $total }.
mail-invoice-due = Bitte zahlen Sie { $amount } bis zum { $day }.
# Die Rechnung wurde schon früher gesendet, und ein Teil ist bezahlt.
mail-invoice-rest = Davon sind bis zum { $day } noch { $amount } zu zahlen.
mail-invoice-settled = Es ist nichts mehr zu zahlen.
mail-invoice-attached = Die Rechnung liegt als PDF bei.
mail-invoice-link = Rechnung ansehen
mail-invoice-reason = Sie erhalten diese E-Mail, weil { $organisation } die Rechnungen für { $customer } an diese Adresse sendet.

mail-receipt-subject = Zahlungsbestätigung von { $organisation }: { $amount } für Rechnung { $number }
mail-receipt-intro = vielen Dank. { $organisation } hat am { $day } { $amount } für Rechnung { $number } erhalten.
mail-refund-subject = { $organisation } hat { $amount } zu Rechnung { $number } erstattet
mail-refund-intro = { $organisation } hat am { $day } { $amount } von dem erstattet, was für Rechnung { $number } gezahlt wurde.
mail-credit-subject = { $organisation } hat { $amount } zu Rechnung { $number } gutgeschrieben
mail-credit-intro = { $organisation } hat Ihnen am { $day } { $amount } zu Rechnung { $number } gutgeschrieben; dieser Betrag ist nicht mehr zu zahlen.

## Ein Test eines Mailservers

mail-test-subject = [{ $organisation }] Test Ihres Mailservers
mail-test-intro = dieser Test ist angekommen: Der Mailserver von { $organisation } funktioniert so, wie er eingerichtet ist.
mail-test-reason = Sie erhalten diese E-Mail, weil { $name } bei { $organisation } einen Test angefordert hat.
