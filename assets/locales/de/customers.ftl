# Kunden, ihre Ansprechpartner, und warum jemand etwas nicht sehen kann.

## Einen Kunden beim Tippen wählen

chooser-placeholder = Namen tippen
chooser-clear = Kunden entfernen
chooser-which = Mehrere Kunden passen zu „{ $name }“. Welcher ist gemeint?
chooser-nobody = Kein Kunde passt zu „{ $name }“.
chooser-create = In einem neuen Tab anlegen

## Die Liste

customer-list = Kunden
customer-add = Neuer Kunde
customer-search = Kunden suchen
customer-search-placeholder = Name, Adresse oder Ansprechpartner
customer-search-submit = Suchen
customer-filter = Welche Kunden
customer-filter-active = Aktiv
customer-filter-archived = Archiviert
customer-more = Weitere Kunden
customer-logins = { $count ->
    [one] { $count } Portalbenutzer
   *[other] { $count } Portalbenutzer
}
customer-invited = Einladung offen
customer-invite-expired = Einladung abgelaufen
customer-no-login = Kein Zugang
customer-open-tickets = { $count ->
    [one] { $count } offenes Ticket
   *[other] { $count } offene Tickets
}
customer-unlinked = { $count ->
    [one] Ein Portalbenutzer ist mit keinem Unternehmen verknüpft
   *[other] { $count } Portalbenutzer sind mit keinem Unternehmen verknüpft
}
customer-unlinked-link = Jetzt verknüpfen
customer-not-found-title = Kein Kunde passt zu „{ $query }“
customer-not-found-text = Gesucht wird in Namen, Adressen und Ansprechpartnern. Versuchen Sie es mit weniger Buchstaben oder mit der anderen Liste oben.
customer-none-title = Noch keine Kunden
customer-none-text = Ein Kunde ist ein Unternehmen, für das Sie arbeiten. Seine Tickets und Portalbenutzer gehören zu ihm.
customer-none-archived-title = Nichts ist archiviert
customer-none-archived-text = Kunden, für die Sie nicht mehr arbeiten, finden Sie hier, mit allem, was zu ihnen gehört.

## Ein Kunde

customer-archived = Archiviert
customer-open-ticket = Neues Ticket
customer-edit = Bearbeiten
customer-edit-title = { $name } bearbeiten
customer-restore = Wiederherstellen
customer-tickets = Tickets
customer-no-tickets-title = Keine Tickets
customer-no-tickets-text = Was dieser Kunde fragt oder Sie für ihn öffnen, steht hier.
customer-facts = Details
customer-no-facts = Noch ist nichts eingetragen.
customer-name = Name
customer-email = E-Mail
customer-phone = Telefon
customer-address = Anschrift
customer-tax-number = Steuernr./USt-IdNr.
customer-notes = Hintergrund
customer-notes-hint = Was alle sofort wissen sollten. Nur für das Team.
customer-people = Portalbenutzer
customer-no-people = Für diesen Kunden meldet sich niemand an.
customer-person-active = Aktiv
customer-person-deactivated = Deaktiviert
customer-view-as = Als Kunde ansehen
customer-invite = Kunden einladen
customer-removal = Archivieren oder löschen
customer-archive = Archivieren
customer-archive-text = Ein archivierter Kunde wird nirgends mehr angeboten. Alles, was zu ihm gehört, bleibt, und er lässt sich wiederherstellen.
customer-delete = Löschen
customer-delete-text = Löschen ist endgültig, samt Ansprechpartnern. Ein Kunde mit Tickets oder Portalbenutzern wird stattdessen archiviert.

## Ansprechpartner

contact-list = Ansprechpartner
contact-none = Mit wem Sie dort sprechen; Ansprechpartner brauchen keinen Zugang.
contact-add = Neuer Ansprechpartner
contact-edit = { $name } bearbeiten
contact-edit-title = Ansprechpartner bearbeiten
contact-position = Position
contact-position-hint = Was die Person dort tut.
contact-delete = Löschen

## Formulare

form-save = Speichern
form-cancel = Abbrechen

## Was getan wurde

done-archived = Archiviert. Sie finden den Kunden in der Liste der archivierten Kunden.
done-archived-instead = Zu diesem Kunden gehören Tickets oder Portalbenutzer, deshalb wurde er archiviert statt gelöscht.
done-restored = Wiederhergestellt.
done-deleted = Gelöscht.
done-mended = Erledigt. So steht es jetzt.

## Warum kann der Kunde es nicht sehen?

access-title = Warum sieht der Kunde es nicht?
access-sign-in = Wer sich anmelden kann
access-about = Was fehlt?
access-about-placeholder = Ticketnummer, Betreff oder Titel eines Artikels
access-look = Nachsehen
access-well = Nichts steht im Weg.
access-well-for = Nichts steht im Weg. Anmelden können sich und alles dieses Kunden sehen: { $names }.
access-who-may = Das dürfen: { $roles }.

## Ursachen

cause-archived-title = Dieser Kunde ist archiviert
cause-archived-text = Archivierte Kunden werden nirgends angeboten, und niemand lässt sich mit ihnen verknüpfen.
cause-nobody-title = Für diesen Kunden kann sich niemand anmelden
cause-nobody-text = Kein Portalbenutzer ist mit ihm verknüpft, und niemand ist eingeladen.
cause-pending-title = { $email } hat die Einladung noch nicht angenommen
cause-pending-text = Der Link in der E-Mail gilt bis { $when }.
cause-expired-title = Die Einladung an { $email } ist abgelaufen
cause-expired-text = Ihr Link galt bis { $when }.
cause-refused-title = Die Einladung an { $email } konnte nicht zugestellt werden
cause-refused-text = Die Antwort des Mailservers: { $answer }
cause-kept-title = Die Einladung an { $email } ist noch nicht gesendet
cause-kept-text = Die E-Mail wird aufbewahrt, bis es einen Mailserver gibt, der sie annimmt.
cause-kept-answer = Die E-Mail wird aufbewahrt und erneut versucht. Die Antwort des Mailservers: { $answer }
cause-deactivated-title = { $name } ist deaktiviert
cause-deactivated-text = Eine Anmeldung ist nicht möglich. Alles, was dazugehört, ist noch da.
cause-unlinked-title = { $name } ist mit keinem Unternehmen verknüpft
cause-unlinked-text = { $email } kann sich anmelden und sieht nichts. Gehört dieser Zugang vielleicht hierher?
cause-elsewhere-title = Ticket { $number } gehört zu { $customer }
cause-elsewhere-text = „{ $subject }“ sehen nur die Portalbenutzer von { $customer }.
cause-no-ticket-title = Ein Ticket { $number } gibt es nicht
cause-no-ticket-text = Kein Kunde hat ein Ticket mit dieser Nummer.
cause-draft-title = „{ $title }“ ist ein Entwurf
cause-draft-text = Kunden können einen Artikel lesen, sobald er veröffentlicht ist.
cause-internal-title = „{ $title }“ ist nur für das Team
cause-internal-text = Der Artikel ist nur intern sichtbar; Kunden lesen, was für alle sichtbar ist.
cause-invoice-draft-title = Eine Rechnung über { $total } ist noch ein Entwurf
cause-invoice-draft-text = Außerhalb des Teams sieht sie niemand, bevor sie gesendet ist. Zuletzt geändert wurde sie am { $when }.
cause-invoice-elsewhere-title = Rechnung { $number } ist für { $customer }
cause-invoice-elsewhere-text = Was gesendet ist, bleibt bei seinem Kunden. War der falsche gewählt, stornieren Sie sie und schreiben Sie sie neu.
cause-no-invoice-title = Eine Rechnung { $number } gibt es nicht
cause-no-invoice-text = Vielleicht ist die Nummer falsch abgelesen, oder niemand hat sie bisher geschrieben.
finding-invoice-title = Der Kunde sieht Rechnung { $number }
finding-invoice-text = Sie steht in seiner Liste: { $status }.
remedy-send-invoice = Entwurf öffnen
remedy-open-invoice = Rechnung öffnen
remedy-write-invoice = Rechnung schreiben
cause-nothing-title = Zu „{ $about }“ gibt es kein Ticket und keinen Artikel
cause-nothing-text = Kein Betreff und kein Titel enthält diese Wörter, bei keinem Kunden.
cause-submission-title = Ein Ticket von { $name } konnte nicht gespeichert werden
cause-submission-text = „{ $subject }“, { $when }, Fehler { $id }. Der Text ist aufbewahrt.

## Was sie behebt

remedy-resend = Einladung erneut senden
remedy-mail = Mailserver ansehen
remedy-reactivate = Wieder aktivieren
remedy-link = Mit diesem Kunden verknüpfen
remedy-move = Hierher verschieben
remedy-publish = Veröffentlichen
remedy-public = Für Kunden sichtbar machen
remedy-open-for-them = Für den Kunden öffnen
remedy-open = Ticket für den Kunden öffnen

## Was der Kunde doch sieht

finding-ticket-title = Ticket { $number } ist da, und der Kunde sieht es
finding-ticket-text = „{ $subject }“ steht im Portal unter Support. Sein Status: { $status }.
finding-ticket-link = Ticket öffnen
finding-article-title = Der Kunde kann „{ $title }“ lesen
finding-article-text = Der Artikel ist veröffentlicht und für alle sichtbar.
finding-article-link = Lesen
