# Einstellungen → Unternehmen, und die Liste dessen, was noch einzurichten ist.

## Das Unternehmen

company-title = Unternehmen
company-intro = Steht auf Rechnungen, in E-Mails und im Portal.
company-save = Speichern
company-empty = (leer)
company-overtaken-title = Inzwischen hat jemand anderes gespeichert
company-overtaken-text = Von Ihren Eingaben ist nichts verloren und noch nichts gespeichert. Unten steht, was Sie getippt haben; hier steht, was die andere Person gespeichert hat, wo es davon abweicht. Speichern Sie noch einmal, damit Ihres gilt.

company-about = Über das Unternehmen
company-name = Name
company-name-hint = So, wie Kunden es kennen.
company-address = Anschrift
company-address-hint = So, wie sie auf Rechnungen steht, in mehreren Zeilen.
company-tax-number = Steuernr./USt-IdNr.
company-tax-number-hint = So, wie sie auf Rechnungen steht, etwa DE123456789.

company-look = Logo und Farbe
company-logo = Logo
company-logo-hint = PNG, JPEG oder SVG, höchstens 1 MB. Im Portal ist es 28 Pixel hoch zu sehen, auf Rechnungen größer.
company-logo-present = Das jetzige Logo
company-logo-remove = Logo entfernen
company-logo-again = Bitte wählen Sie das Logo noch einmal: Browser behalten eine gewählte Datei nicht.
company-accent = Farbe
company-accent-hint = Sechs Ziffern oder Buchstaben, etwa #3257d6. Text darauf und darin bleibt in jeder Farbe lesbar, bei Tag und bei Nacht.
company-accent-pick = Farbe wählen
company-accent-sample = Antwort senden

company-place = Sprache, Währung, Zeit
company-language = Sprache
company-language-hint = Für alle, die keine gewählt haben, für Rechnungen als PDF und für Ihre Hilfeartikel.
company-currency = Währung
company-currency-hint = Für neue Rechnungen; bereits geschriebene behalten ihre.
company-time-zone = Zeitzone
company-time-zone-hint = Für Geschäftszeiten, für Fälligkeiten und für alle, die keine gewählt haben.

company-hours = Geschäftszeiten
company-hours-hint = Etwa 09:00–12:30, 13:30–17:00. Lassen Sie einen Tag leer, wenn geschlossen ist.
company-hours-closed = geschlossen
weekday-monday = Montag
weekday-tuesday = Dienstag
weekday-wednesday = Mittwoch
weekday-thursday = Donnerstag
weekday-friday = Freitag
weekday-saturday = Samstag
weekday-sunday = Sonntag

company-invoices = Rechnungen
company-invoice-prefix = Anfang der Rechnungsnummer
company-invoice-prefix-hint = Aus RE- wird RE-0001, RE-0002 und so weiter. Die laufende Nummer hat keine Lücken und läuft weiter, wenn Sie das ändern; gesendete Rechnungen behalten ihre.
company-invoice-days = Zahlungsziel in Tagen
company-invoice-days-hint = Von 0, also sofort, bis 365.
company-invoice-terms = Zahlungsbedingungen
company-invoice-terms-hint = Stehen unter dem Gesamtbetrag: wie zu zahlen ist, und was geschieht, wenn es niemand tut.

## Währungen

# Eine Wahl in einer Liste: EUR — Euro
currency-choice = { $code } — { $name }
currency-name = { $code ->
    [AED] VAE-Dirham
    [AFN] Afghanischer Afghani
    [ALL] Albanischer Lek
    [AMD] Armenischer Dram
    [AOA] Angolanischer Kwanza
    [ARS] Argentinischer Peso
    [AUD] Australischer Dollar
    [AWG] Aruba-Florin
    [AZN] Aserbaidschan-Manat
    [BAM] Konvertible Mark (Bosnien und Herzegowina)
    [BBD] Barbados-Dollar
    [BDT] Bangladesch-Taka
    [BGN] Bulgarischer Lew
    [BHD] Bahrain-Dinar
    [BIF] Burundi-Franc
    [BMD] Bermuda-Dollar
    [BND] Brunei-Dollar
    [BOB] Bolivianischer Boliviano
    [BOV] Bolivianischer Mvdol
    [BRL] Brasilianischer Real
    [BSD] Bahamas-Dollar
    [BTN] Bhutan-Ngultrum
    [BWP] Botswanischer Pula
    [BYN] Belarussischer Rubel
    [BZD] Belize-Dollar
    [CAD] Kanadischer Dollar
    [CDF] Kongo-Franc
    [CHE] WIR-Euro
    [CHF] Schweizer Franken
    [CHW] WIR-Franken
    [CLF] Chilenische Unidad de Fomento
    [CLP] Chilenischer Peso
    [CNY] Renminbi Yuan
    [COP] Kolumbianischer Peso
    [COU] Kolumbianische Unidad de Valor Real
    [CRC] Costa-Rica-Colón
    [CUC] Kubanischer Peso (konvertibel)
    [CUP] Kubanischer Peso
    [CVE] Cabo-Verde-Escudo
    [CZK] Tschechische Krone
    [DJF] Dschibuti-Franc
    [DKK] Dänische Krone
    [DOP] Dominikanischer Peso
    [DZD] Algerischer Dinar
    [EGP] Ägyptisches Pfund
    [ERN] Eritreischer Nakfa
    [ETB] Äthiopischer Birr
    [EUR] Euro
    [FJD] Fidschi-Dollar
    [FKP] Falkland-Pfund
    [GBP] Britisches Pfund
    [GEL] Georgischer Lari
    [GHS] Ghanaischer Cedi
    [GIP] Gibraltar-Pfund
    [GMD] Gambia-Dalasi
    [GNF] Guinea-Franc
    [GTQ] Guatemaltekischer Quetzal
    [GYD] Guyana-Dollar
    [HKD] Hongkong-Dollar
    [HNL] Honduras-Lempira
    [HRK] Kroatische Kuna
    [HTG] Haitianische Gourde
    [HUF] Ungarischer Forint
    [IDR] Indonesische Rupiah
    [ILS] Israelischer Neuer Schekel
    [INR] Indische Rupie
    [IQD] Irakischer Dinar
    [IRR] Iranischer Rial
    [ISK] Isländische Krone
    [JMD] Jamaika-Dollar
    [JOD] Jordanischer Dinar
    [JPY] Japanischer Yen
    [KES] Kenia-Schilling
    [KGS] Kirgisischer Som
    [KHR] Kambodschanischer Riel
    [KMF] Komoren-Franc
    [KPW] Nordkoreanischer Won
    [KRW] Südkoreanischer Won
    [KWD] Kuwait-Dinar
    [KYD] Kaiman-Dollar
    [KZT] Kasachischer Tenge
    [LAK] Laotischer Kip
    [LBP] Libanesisches Pfund
    [LKR] Sri-Lanka-Rupie
    [LRD] Liberianischer Dollar
    [LSL] Loti
    [LYD] Libyscher Dinar
    [MAD] Marokkanischer Dirham
    [MDL] Moldau-Leu
    [MGA] Madagaskar-Ariary
    [MKD] Mazedonischer Denar
    [MMK] Myanmarischer Kyat
    [MNT] Mongolischer Tögrög
    [MOP] Macao-Pataca
    [MRU] Mauretanischer Ouguiya
    [MUR] Mauritius-Rupie
    [MVR] Malediven-Rufiyaa
    [MWK] Malawi-Kwacha
    [MXN] Mexikanischer Peso
    [MXV] Mexikanische Unidad de Inversion (UDI)
    [MYR] Malaysischer Ringgit
    [MZN] Mosambikanischer Metical
    [NAD] Namibia-Dollar
    [NGN] Nigerianischer Naira
    [NIO] Nicaragua-Córdoba
    [NOK] Norwegische Krone
    [NPR] Nepalesische Rupie
    [NZD] Neuseeland-Dollar
    [OMR] Omanischer Rial
    [PAB] Panamaischer Balboa
    [PEN] Peruanischer Sol
    [PGK] Papua-neuguineischer Kina
    [PHP] Philippinischer Peso
    [PKR] Pakistanische Rupie
    [PLN] Polnischer Złoty
    [PYG] Paraguayischer Guaraní
    [QAR] Katar-Riyal
    [RON] Rumänischer Leu
    [RSD] Serbischer Dinar
    [RUB] Russischer Rubel
    [RWF] Ruanda-Franc
    [SAR] Saudi-Rial
    [SBD] Salomonen-Dollar
    [SCR] Seychellen-Rupie
    [SDG] Sudanesisches Pfund
    [SEK] Schwedische Krone
    [SGD] Singapur-Dollar
    [SHP] St.-Helena-Pfund
    [SLE] Sierra-leonischer Leone
    [SLL] Sierra-leonischer Leone
    [SOS] Somalia-Schilling
    [SRD] Suriname-Dollar
    [SSP] Südsudanesisches Pfund
    [STN] São-toméischer Dobra
    [SVC] El-Salvador-Colón
    [SYP] Syrisches Pfund
    [SZL] Swasiländischer Lilangeni
    [THB] Thailändischer Baht
    [TJS] Tadschikistan-Somoni
    [TMT] Turkmenistan-Manat
    [TND] Tunesischer Dinar
    [TOP] Tongaischer Paʻanga
    [TRY] Türkische Lira
    [TTD] Trinidad-und-Tobago-Dollar
    [TWD] Neuer Taiwan-Dollar
    [TZS] Tansania-Schilling
    [UAH] Ukrainische Hrywnja
    [UGX] Uganda-Schilling
    [USD] US-Dollar
    [USN] US-Dollar (nächster Tag)
    [UYI] Uruguayischer Peso (indexierte Rechnungseinheiten)
    [UYU] Uruguayischer Peso
    [UYW] Uruguayische Unidad Previsional
    [UZS] Usbekistan-Sum
    [VED] Venezolanischer Bolívar Soberano
    [VES] Venezolanischer Bolívar Soberano
    [VND] Vietnamesischer Dong
    [VUV] Vanuatu-Vatu
    [WST] Samoanischer Tala
    [XAD] Arabischer Rechnungsdinar
    [XAF] CFA-Franc (BEAC)
    [XCD] Ostkaribischer Dollar
    [XCG] Karibischer Gulden
    [XOF] CFA-Franc (BCEAO)
    [XPF] CFP-Franc
    [YER] Jemen-Rial
    [ZAR] Südafrikanischer Rand
    [ZMW] Sambischer Kwacha
    [ZWG] Simbabwe-Gold
    [ZWL] Simbabwe-Dollar
   *[other] { $code }
}

## Was noch einzurichten ist

start-title = Erste Schritte
start-rail = Erste Schritte
start-rail-progress = { $done }/{ $all }
start-progress = { $done ->
    [0] Noch ist nichts erledigt; beginnen Sie mit dem ersten Punkt.
   *[other] { $done } von { $all } sind erledigt.
}
start-all-done = Alles ist eingerichtet. Ihre Kunden können kommen.
start-done = erledigt
start-look = Ansehen
start-invite = Einladen
start-company = Unternehmen beschreiben
start-company-text = Name, Anschrift, Farbe, Geschäftszeiten: Man sieht sie im Portal und auf Rechnungen.
start-company-action = Beschreiben
start-logo = Logo hinzufügen
start-logo-text = Damit Kunden wissen, in wessen Portal sie sind.
start-logo-action = Hinzufügen
start-mail = E-Mail einrichten
start-mail-text = Erst dann gehen Einladungen und Antworten hinaus. Bis dahin werden E-Mails aufbewahrt, und Sie können ihre Links kopieren.
start-mail-action = Einrichten
start-colleagues = Team einladen
start-colleagues-text = Alle, die mit Ihnen Kunden antworten.
start-customer = Ersten Kunden anlegen
start-customer-text = Ein Unternehmen, dessen Leuten Sie helfen.
start-customer-action = Anlegen
start-client = Ersten Portalbenutzer einladen
start-client-text = Jemanden bei diesem Kunden, der Ihnen dann im Portal schreiben kann.
start-article = Ersten Artikel veröffentlichen
start-article-text = Beantwortet, was am häufigsten gefragt wird, bevor es gefragt wird.
start-article-action = Schreiben
start-dismiss-text = Sie können diese Liste weglegen. Über das Menü unter Ihrem Namen kommen Sie wieder zu ihr.
start-dismiss = Weglegen
start-dismissed-text = Die Liste ist weggelegt: Sie wird nicht mehr angeboten.
start-resume = Wieder anbieten
