# The list of customers: its order, its columns, and the file of it.

customer-order = Sortieren nach
customer-order-name = Name
customer-order-contact = Letzter Kontakt
customer-order-quiet = Am längsten ohne Kontakt
customer-order-balance = Offener Betrag
customer-order-balance-note = Sortiert nach offenen Beträgen in { $currency }. Andere Währungen zählen nicht mit, weil sie sich nicht vergleichen lassen.
customer-list-caption = Kunden mit letztem Kontakt und offenem Betrag
customer-column-name = Kunde
customer-column-access = Portal
customer-column-tickets = Offene Tickets
customer-column-contact = Letzter Kontakt
customer-column-balance = Offener Betrag
customer-never-contacted = Noch nie
customer-owes-nothing = Beglichen
customer-overdue = davon { $amount } überfällig
customer-export = Als CSV herunterladen
customer-import = Importieren

## The file of it

customer-csv-id = ID
customer-csv-contact = Letzter Kontakt
customer-csv-balance = Offener Betrag { $currency }
customer-csv-overdue = Überfällig { $currency }
customer-csv-archived = Archiviert
customer-csv-name = kunden
