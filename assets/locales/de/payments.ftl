# Mit Karte zahlen: die Seite des Kunden, was daraus wird, die Seite des Helpdesks, Einstellungen → Zahlungen.

## Der Kunde zahlt

pay-now = Jetzt zahlen
pay-title = Rechnung { $number } bezahlen
pay-back = Rechnung { $number }
pay-total = Offener Betrag
pay-whole = Der ganze Betrag: { $amount }
pay-part = Ein Teil davon
pay-part-amount = Betrag in { $currency }
pay-part-hint = Höchstens { $amount }. Der Rest bleibt offen.
pay-choose = Wie viel zahlen Sie?
pay-continue = Weiter zu den Kartendaten
pay-change-amount = Anderen Betrag zahlen
pay-amount = Sie zahlen { $amount }
pay-card-title = Kartendaten
pay-card-safe = Die Kartendaten gehen direkt an Stripe, das die Zahlung für { $name } abwickelt. Hier werden sie nie gespeichert.
pay-submit = { $amount } zahlen
pay-loading = Das Kartenformular wird geladen…
pay-paying = Die Zahlung läuft… bitte lassen Sie diese Seite offen.
pay-offline = Sie sind offline. Nichts geht verloren: Zahlen Sie, wenn die Verbindung wieder da ist.
pay-unreachable-title = Das Kartenformular konnte nicht geladen werden
pay-unreachable-text = Vielleicht ist ein Werbeblocker oder das Netzwerk im Weg. Nichts wurde abgebucht.
pay-again = Noch einmal versuchen
pay-unexpected = Die Zahlung ist nicht durchgegangen. Nichts wurde abgebucht; bitte versuchen Sie es noch einmal.
pay-no-script-title = Für Kartenzahlungen ist JavaScript nötig
pay-no-script-text = Das Kartenformular kommt von Stripe und funktioniert nur mit JavaScript. Erlauben Sie es für diese Seite, oder zahlen Sie auf einem anderen Weg.
pay-unanswered-title = Der Zahlungsdienst antwortet nicht
pay-unanswered-text = Im Moment lässt sich nicht sagen, wie es um die Zahlung steht. Nichts wird doppelt abgebucht: Versuchen Sie es in einer Minute noch einmal.
pay-looks-on = Sie sehen als dieser Kunde nur zu: Zahlen kann er allein.
pay-nothing-title = Es ist nichts mehr zu zahlen
pay-nothing-text = Rechnung { $number } ist beglichen. Vielen Dank.
pay-void-text = Rechnung { $number } wurde storniert: Es wird nichts mehr verlangt.
pay-to-invoice = Rechnung ansehen
pay-in-progress-title = Eine Zahlung von { $amount } ist unterwegs
pay-no-cards = { $name } nimmt zurzeit keine Karten an.
pay-ask = Frage zum Bezahlen

## Was daraus wurde

paid-title = Bezahlt: { $amount }
paid-text = Vielen Dank. Rechnung { $number } ist bezahlt; eine Bestätigung kommt per E-Mail.
paid-part-text = Vielen Dank. Von Rechnung { $number } sind noch { $amount } offen. Eine Bestätigung kommt per E-Mail.
paid-rest = Rest zahlen
processing-title = Ihre Zahlung wird verarbeitet
processing-text = Das kann einen Moment dauern. Diese Seite zeigt von selbst, wenn es so weit ist; Sie können sie auch verlassen, und eine Bestätigung kommt per E-Mail.
failed-title = Die Zahlung ist nicht durchgegangen
failed-nothing-charged = Nichts wurde abgebucht.
failed-again = Noch einmal versuchen
unfinished-title = Die Zahlung ist nicht abgeschlossen
unfinished-text = Noch wurde keine Karte belastet.
unfinished-go-on = Weiter zum Bezahlen
ended-title = Diese Zahlung wurde beendet
ended-text = Sie hat keine Karte belastet. Was noch offen ist, kann neu bezahlt werden.

## Warum eine Karte nicht angenommen wurde

decline-general = Die Bank hat die Karte abgelehnt. Versuchen Sie es mit einer anderen Karte, oder fragen Sie die Bank.
decline-funds = Das Konto hinter der Karte reicht für diesen Betrag nicht. Versuchen Sie es mit einer anderen Karte.
decline-expired = Die Karte ist abgelaufen. Versuchen Sie es mit einer anderen Karte.
decline-code = Die Prüfziffer stimmt nicht. Prüfen Sie sie, oder versuchen Sie es mit einer anderen Karte.
decline-number = Die Kartennummer stimmt nicht. Prüfen Sie sie, oder versuchen Sie es mit einer anderen Karte.
decline-authentication = Die Bank konnte nicht bestätigen, dass Sie es sind. Versuchen Sie es noch einmal oder mit einer anderen Karte.
decline-limit = Das Limit der Karte ist erreicht. Versuchen Sie es mit einer anderen Karte, oder fragen Sie die Bank.
decline-unsupported = Die Karte lässt sich für diese Art von Zahlung oder Währung nicht verwenden. Versuchen Sie es mit einer anderen Karte.
decline-processing = Die Bank der Karte war nicht erreichbar. Versuchen Sie es gleich noch einmal.

## Ablehnungen

refused-not-sent = Diese Rechnung verlangt nichts.
refused-nothing = Bei dieser Rechnung ist nichts mehr offen.
refused-no-cards = Karten werden zurzeit nicht angenommen.
refused-parts = Mit Karte kann nur der ganze Betrag bezahlt werden.
refused-amount = Geben Sie einen Betrag von höchstens { $amount } ein.
refused-under-way = Eine Zahlung über einen anderen Betrag ist unterwegs. Warten Sie, bis sie abgeschlossen ist.
refused-too-small = Dieser Betrag ist für eine Kartenzahlung zu klein.
refused-currency = Dieser Betrag kann in dieser Währung nicht abgebucht werden.
refused-by-stripe = Stripe hat das nicht angenommen: { $reason }
refused-unanswered = Der Zahlungsdienst antwortet nicht. Nichts wurde abgebucht; versuchen Sie es in einer Minute noch einmal.

## Am Helpdesk

desk-cards-title = Kartenzahlung
desk-cards-ready = Kunden sehen bei dieser Rechnung „Jetzt zahlen“.
desk-cards-not-set-up = Kunden können nicht mit Karte zahlen: Wer diesen Server betreibt, hat Stripe nicht eingerichtet.
desk-cards-not-connected = Kunden können nicht mit Karte zahlen: Es ist kein Stripe-Konto verbunden.
desk-cards-blocked = Kunden können nicht mit Karte zahlen: Stripe hat Zahlungen für Ihr Konto nicht freigeschaltet.
desk-cards-other-ways = Sie sehen Ihre weiteren Zahlungswege.
desk-cards-no-ways = Auch andere Zahlungswege sind nicht angegeben: Kunden lesen, dass sie nachfragen sollen.
desk-cards-give-ways = Andere Zahlungswege angeben
desk-cards-missing = Stripe verlangt: { $requirement }
desk-cards-settings = Einstellungen zu Zahlungen
desk-cards-waiting = Seit { $since } ist ein Kartenformular über { $amount } offen.
desk-cards-moving = Eine Zahlung von { $amount } wird verarbeitet: Was aus ihr wird, steht noch nicht fest.
desk-cards-failed = Der letzte Versuch wurde abgelehnt: { $reason }
desk-refund-title = Kartenzahlung erstatten
desk-refund-of = Zahlung von { $amount }
desk-refund-amount = Betrag in { $currency }
desk-refund-hint = Das Geld geht über Stripe auf die Karte zurück, von der es kam. Banken brauchen 5 bis 10 Tage.
desk-refund-submit = Erstatten
desk-refund-problem = Das lässt sich nicht erstatten: { $reason }
done-refunded = Das Geld ist auf dem Weg zurück.

## Einstellungen → Zahlungen

payments-title = Zahlungen
payments-no-stripe-title = Dieser Server ist nicht für Stripe eingerichtet
payments-no-stripe-text = Wer ihn betreibt, setzt STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY und STRIPE_WEBHOOK_SECRET und startet ihn neu. Bis dahin sehen Kunden Ihre weiteren Zahlungswege.
payments-ways-link = Weitere Zahlungswege, Teilzahlungen
payments-connect-title = Kartenzahlungen annehmen
payments-connect-text = Verbinden Sie ein eigenes Stripe-Konto. Kunden sehen dann bei jeder offenen Rechnung „Jetzt zahlen“, und das Geld geht auf Ihr Konto. Stripe fragt nach den Daten Ihres Unternehmens; halten Sie Registernummer und Bankverbindung bereit.
payments-country = Land Ihres Unternehmens
payments-country-hint = Das lässt sich später nicht ändern.
payments-connect = Mit Stripe verbinden
payments-own-title = Das Stripe-Konto dieses Servers
payments-own-text = Sie haben diesen Server für sich allein: Verwenden Sie das Stripe-Konto, mit dem er eingerichtet ist, ohne ein weiteres zu verbinden.
payments-own = Stripe-Konto dieses Servers verwenden
payments-own-several = Diesen Server verwenden mehrere Organisationen. Damit eine davon ihr Geld über das Konto des Servers annimmt, sagt es, wer ihn betreibt: frontdesk organisation own-stripe-account { $slug }
payments-account = Konto
payments-account-own = Das dieses Servers
payments-account-unnamed = Noch nicht angelegt
payments-status = Status
payments-ready = Nimmt Zahlungen an
payments-ready-text = Kunden sehen bei jeder offenen Rechnung „Jetzt zahlen“.
payments-blocked = Kann noch keine Zahlungen annehmen
payments-blocked-text = Kunden sehen Ihre weiteren Zahlungswege, bis Stripe hat, was es verlangt.
payments-payouts-off = Zahlungen kommen an, aber Stripe leitet sie noch nicht an Ihre Bank weiter.
payments-checked = Stripe gefragt
payments-refresh = Noch einmal fragen
payments-continue = Weiter bei Stripe
payments-past-due = Verspätet: Darauf wartet Stripe
payments-due = Das verlangt Stripe
payments-deadline = Bis { $day }, sonst werden keine Zahlungen mehr angenommen.
payments-pending = Das prüft Stripe gerade
payments-pending-text = Sie müssen nichts tun. Es kann ein paar Tage dauern.
payments-errors = Nicht angenommen
payments-dashboard = Geben Sie es in Ihrem Stripe-Dashboard an: dashboard.stripe.com.
payments-gone-title = Das Konto ist nicht mehr verbunden
payments-gone-text = Stripe lässt diesen Server das Konto nicht mehr verwenden: Die Verbindung wurde bei Stripe beendet, oder das Konto wurde geschlossen. Verbinden Sie ein neues.
payments-disconnect = Trennen
payments-disconnect-title = Keine Kartenzahlungen mehr annehmen
payments-disconnect-text = „Jetzt zahlen“ verschwindet sofort von allen Rechnungen, und offene Kartenformulare werden beendet. Was bezahlt wurde, bleibt erfasst; Ihr Stripe-Konto bleibt Ihres. Erstattungen und Rückbuchungen bei Stripe werden hier nicht mehr angezeigt.
payments-trouble = Stripe hat es nicht ausgeführt: { $reason }
done-payments-connected = Stripe wurde gefragt, wie es um das Konto steht.
done-payments-own = Das Konto dieses Servers nimmt die Zahlungen an.
done-payments-disconnected = Es werden keine Kartenzahlungen mehr angenommen.

## Warum ein Konto eingeschränkt ist

restricted-past-due = Etwas, das Stripe verlangt, ist verspätet.
restricted-pending = Stripe prüft, was angegeben wurde.
restricted-review = Stripe überprüft das Konto.
restricted-rejected = Stripe hat das Konto abgelehnt. Schreiben Sie an den Support von Stripe.
restricted-platform = Das Stripe-Konto des Servers hat dieses angehalten. Schreiben Sie an den Betreiber des Servers.
restricted-other = Stripe hat das Konto eingeschränkt ({ $code }).

## Was Stripe verlangt

requirement-name = { $whose ->
    [company] Der Name des Unternehmens
    [individual] Ihr Vor- und Nachname
   *[person] Vor- und Nachname einer Person
}
requirement-address = { $whose ->
    [company] Die Anschrift des Unternehmens
    [individual] Ihre Privatanschrift
   *[person] Die Privatanschrift einer Person
}
requirement-birth-date = { $whose ->
    [individual] Ihr Geburtsdatum
   *[person] Das Geburtsdatum einer Person
}
requirement-email = { $whose ->
    [individual] Ihre E-Mail-Adresse
   *[person] Die E-Mail-Adresse einer Person
}
requirement-phone = { $whose ->
    [company] Die Telefonnummer des Unternehmens
    [individual] Ihre Telefonnummer
   *[person] Die Telefonnummer einer Person
}
requirement-id-number = { $whose ->
    [individual] Ihre persönliche Identifikationsnummer
   *[person] Die Identifikationsnummer einer Person
}
requirement-tax-number = Die Steuernummer des Unternehmens
requirement-registration-number = Die Registernummer des Unternehmens
requirement-document = { $whose ->
    [company] Ein Dokument, das die Angaben zum Unternehmen belegt
    [individual] Ein Bild Ihres Reisepasses oder Personalausweises
   *[person] Ein Bild des Reisepasses oder Personalausweises einer Person
}
requirement-additional-document = { $whose ->
    [individual] Ein Dokument, das Ihre Anschrift belegt
   *[person] Ein Dokument, das die Anschrift einer Person belegt
}
requirement-political-exposure = { $whose ->
    [individual] Ob Sie ein politisches Amt haben
   *[person] Ob eine Person ein politisches Amt hat
}
requirement-relationship = { $whose ->
    [individual] Was Sie im Unternehmen sind
   *[person] Was eine Person im Unternehmen ist: Inhaberschaft, Leitung, Titel
}
requirement-people = Wem das Unternehmen gehört, wer es leitet und wer es vertritt
requirement-bank-account = Das Bankkonto, auf das das Geld geht
requirement-business-type = Welche Rechtsform das Unternehmen hat
requirement-trade = Was das Unternehmen verkauft
requirement-website = Die Website des Unternehmens, oder was es verkauft
requirement-support = Wie Kunden das Unternehmen erreichen
requirement-statement-text = Der Text auf Kartenabrechnungen
requirement-terms = Die Zustimmung zu den Bedingungen von Stripe
requirement-other = { $name } (so nennt es Stripe)

## Wo Stripe Konten führt

country-name = { $code ->
    [AE] Vereinigte Arabische Emirate
    [AT] Österreich
    [AU] Australien
    [BE] Belgien
    [BG] Bulgarien
    [BR] Brasilien
    [CA] Kanada
    [CH] Schweiz
    [CY] Zypern
    [CZ] Tschechien
    [DE] Deutschland
    [DK] Dänemark
    [EE] Estland
    [ES] Spanien
    [FI] Finnland
    [FR] Frankreich
    [GB] Vereinigtes Königreich
    [GI] Gibraltar
    [GR] Griechenland
    [HK] Hongkong
    [HR] Kroatien
    [HU] Ungarn
    [IE] Irland
    [IT] Italien
    [JP] Japan
    [LI] Liechtenstein
    [LT] Litauen
    [LU] Luxemburg
    [LV] Lettland
    [MT] Malta
    [MX] Mexiko
    [MY] Malaysia
    [NL] Niederlande
    [NO] Norwegen
    [NZ] Neuseeland
    [PL] Polen
    [PT] Portugal
    [RO] Rumänien
    [SE] Schweden
    [SG] Singapur
    [SI] Slowenien
    [SK] Slowakei
    [TH] Thailand
   *[US] Vereinigte Staaten
}

## Im Protokoll

action-payment-opened = Kartenzahlung begonnen
action-card-paid = Kartenzahlung eingegangen
action-refund-ordered = Erstattung einer Kartenzahlung veranlasst
action-card-refunded = Kartenzahlung erstattet
action-card-disputed = Zahlung von der Bank zurückgebucht
action-dispute-won = Rückbuchung aufgehoben
action-payment-account-chosen = Konto für Zahlungen geändert
action-payment-account-moved = Stand des Kontos bei Stripe geändert
audited-account = Konto
audited-account-kind = Art des Kontos
audited-stripe = Bei Stripe
audited-takes-payments = Nimmt Zahlungen an

## Auf anderen Seiten

cause-no-account-title = „Jetzt zahlen“ fehlt: Es ist kein Stripe-Konto verbunden
cause-no-account-text = Kunden sehen bei jeder Rechnung Ihre weiteren Zahlungswege.
cause-blocked-title = „Jetzt zahlen“ fehlt: Stripe hat Zahlungen nicht freigeschaltet
cause-blocked-text = Stripe verlangt: { $requirement }
cause-blocked-only-text = Unter Einstellungen → Zahlungen steht, warum. Kunden sehen bei jeder Rechnung Ihre weiteren Zahlungswege.
remedy-payments = Einstellungen zu Zahlungen
start-payments = Kartenzahlungen
start-payments-text = Kunden bezahlen Rechnungen mit einem Klick, und die Rechnung wird von selbst „Bezahlt“.
start-payments-action = Stripe verbinden
