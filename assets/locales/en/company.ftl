# Settings → Company, and the list of what is left to be set up.

## The company

company-title = Company
company-intro = Stands on invoices, in mails and at the portal.
company-save = Save
company-empty = (empty)
company-overtaken-title = Somebody else saved meanwhile
company-overtaken-text = Nothing of yours is lost, and nothing is stored yet. Below stands what you typed; this is what they saved where it differs. Save once more to put yours in its place.

company-about = About the company
company-name = Name
company-name-hint = As clients know it.
company-address = Legal address
company-address-hint = As it stands on invoices, several lines.
company-tax-number = Tax number
company-tax-number-hint = As it stands on invoices, such as DE123456789.

company-look = Logo and colour
company-logo = Logo
company-logo-hint = PNG, JPEG or SVG, at most 1 MB. It is seen at a height of 28 pixels at the portal, and larger on invoices.
company-logo-present = The present logo
company-logo-remove = Remove the logo
company-logo-again = Please choose the logo once more: a browser does not keep a chosen file.
company-accent = Colour
company-accent-hint = Six digits or letters, such as #3257d6. Text on it and in it stays readable whichever it is, by day and by night.
company-accent-pick = Pick a colour
company-accent-sample = Send reply

company-place = Language, currency, time
company-language = Language
company-language-hint = For those who have not chosen one, for invoices as PDF, and the language of your help articles.
company-currency = Currency
company-currency-hint = Of new invoices; those that were written keep theirs.
company-time-zone = Time zone
company-time-zone-hint = Of the business hours, of due dates, and for those who have not chosen one.

company-hours = Business hours
company-hours-hint = Such as 09:00–12:30, 13:30–17:00. Leave a day empty when you are closed.
company-hours-closed = closed
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

company-invoices = Invoices
company-invoice-prefix = Before the number
company-invoice-prefix-hint = INV- makes INV-0001, INV-0002 and so on. The running number has no gaps and goes on when you change this; invoices that were sent keep theirs.
company-invoice-days = Days to pay
company-invoice-days-hint = From 0, at once, to 365.
company-invoice-terms = Terms
company-invoice-terms-hint = Below the total: how to pay, and what happens when nobody does.

## Currencies

# A choice of a list: EUR — Euro
currency-choice = { $code } — { $name }
currency-name = { $code ->
    [AED] United Arab Emirates dirham
    [AFN] Afghan afghani
    [ALL] Albanian lek
    [AMD] Armenian dram
    [AOA] Angolan kwanza
    [ARS] Argentine peso
    [AUD] Australian dollar
    [AWG] Aruban florin
    [AZN] Azerbaijani manat
    [BAM] Bosnia and Herzegovina convertible mark
    [BBD] Barbados dollar
    [BDT] Bangladeshi taka
    [BGN] Bulgarian lev
    [BHD] Bahraini dinar
    [BIF] Burundian franc
    [BMD] Bermudian dollar
    [BND] Brunei dollar
    [BOB] Boliviano
    [BOV] Bolivian Mvdol
    [BRL] Brazilian real
    [BSD] Bahamian dollar
    [BTN] Bhutanese ngultrum
    [BWP] Botswana pula
    [BYN] Belarusian ruble
    [BZD] Belize dollar
    [CAD] Canadian dollar
    [CDF] Congolese franc
    [CHE] WIR Euro
    [CHF] Swiss franc
    [CHW] WIR Franc
    [CLF] Unidad de Fomento
    [CLP] Chilean peso
    [CNY] Renminbi (Chinese) yuan
    [COP] Colombian peso
    [COU] Unidad de Valor Real (UVR)
    [CRC] Costa Rican colon
    [CUC] Cuban convertible peso
    [CUP] Cuban peso
    [CVE] Cape Verdean escudo
    [CZK] Czech koruna
    [DJF] Djiboutian franc
    [DKK] Danish krone
    [DOP] Dominican peso
    [DZD] Algerian dinar
    [EGP] Egyptian pound
    [ERN] Eritrean nakfa
    [ETB] Ethiopian birr
    [EUR] Euro
    [FJD] Fiji dollar
    [FKP] Falkland Islands pound
    [GBP] Pound sterling
    [GEL] Georgian lari
    [GHS] Ghanaian cedi
    [GIP] Gibraltar pound
    [GMD] Gambian dalasi
    [GNF] Guinean franc
    [GTQ] Guatemalan quetzal
    [GYD] Guyanese dollar
    [HKD] Hong Kong dollar
    [HNL] Honduran lempira
    [HRK] Croatian kuna
    [HTG] Haitian gourde
    [HUF] Hungarian forint
    [IDR] Indonesian rupiah
    [ILS] Israeli new shekel
    [INR] Indian rupee
    [IQD] Iraqi dinar
    [IRR] Iranian rial
    [ISK] Icelandic króna
    [JMD] Jamaican dollar
    [JOD] Jordanian dinar
    [JPY] Japanese yen
    [KES] Kenyan shilling
    [KGS] Kyrgyzstani som
    [KHR] Cambodian riel
    [KMF] Comoro franc
    [KPW] North Korean won
    [KRW] South Korean won
    [KWD] Kuwaiti dinar
    [KYD] Cayman Islands dollar
    [KZT] Kazakhstani tenge
    [LAK] Lao kip
    [LBP] Lebanese pound
    [LKR] Sri Lankan rupee
    [LRD] Liberian dollar
    [LSL] Lesotho loti
    [LYD] Libyan dinar
    [MAD] Moroccan dirham
    [MDL] Moldovan leu
    [MGA] Malagasy ariary
    [MKD] Macedonian denar
    [MMK] Myanmar kyat
    [MNT] Mongolian tögrög
    [MOP] Macanese pataca
    [MRU] Mauritanian ouguiya
    [MUR] Mauritian rupee
    [MVR] Maldivian rufiyaa
    [MWK] Malawian kwacha
    [MXN] Mexican peso
    [MXV] Mexican Unidad de Inversion (UDI)
    [MYR] Malaysian ringgit
    [MZN] Mozambican metical
    [NAD] Namibian dollar
    [NGN] Nigerian naira
    [NIO] Nicaraguan córdoba
    [NOK] Norwegian krone
    [NPR] Nepalese rupee
    [NZD] New Zealand dollar
    [OMR] Omani rial
    [PAB] Panamanian balboa
    [PEN] Peruvian sol
    [PGK] Papua New Guinean kina
    [PHP] Philippine peso
    [PKR] Pakistani rupee
    [PLN] Polish złoty
    [PYG] Paraguayan guaraní
    [QAR] Qatari riyal
    [RON] Romanian leu
    [RSD] Serbian dinar
    [RUB] Russian ruble
    [RWF] Rwandan franc
    [SAR] Saudi riyal
    [SBD] Solomon Islands dollar
    [SCR] Seychelles rupee
    [SDG] Sudanese pound
    [SEK] Swedish krona/kronor
    [SGD] Singapore dollar
    [SHP] Saint Helena pound
    [SLE] Sierra Leonean leone
    [SLL] Sierra Leonean leone
    [SOS] Somali shilling
    [SRD] Surinamese dollar
    [SSP] South Sudanese pound
    [STN] São Tomé and Príncipe dobra
    [SVC] Salvadoran colón
    [SYP] Syrian pound
    [SZL] Swazi lilangeni
    [THB] Thai baht
    [TJS] Tajikistani somoni
    [TMT] Turkmenistan manat
    [TND] Tunisian dinar
    [TOP] Tongan paʻanga
    [TRY] Turkish lira
    [TTD] Trinidad and Tobago dollar
    [TWD] New Taiwan dollar
    [TZS] Tanzanian shilling
    [UAH] Ukrainian hryvnia
    [UGX] Ugandan shilling
    [USD] United States dollar
    [USN] United States dollar (next day)
    [UYI] Uruguay Peso en Unidades Indexadas (URUIURUI)
    [UYU] Uruguayan peso
    [UYW] Unidad previsional
    [UZS] Uzbekistan som
    [VED] Venezuelan bolívar soberano
    [VES] Venezuelan bolívar soberano
    [VND] Vietnamese đồng
    [VUV] Vanuatu vatu
    [WST] Samoan tala
    [XAD] Arab Accounting Dinar
    [XAF] CFA franc BEAC
    [XCD] East Caribbean dollar
    [XCG] Caribbean guilder
    [XOF] CFA franc BCEAO
    [XPF] CFP franc (franc Pacifique)
    [YER] Yemeni rial
    [ZAR] South African rand
    [ZMW] Zambian kwacha
    [ZWG] Zimbabwe Gold
    [ZWL] Zimbabwean dollar
   *[other] { $code }
}

## What is left to be set up

start-title = First steps
start-rail = First steps
start-rail-progress = { $done }/{ $all }
start-progress = { $done ->
    [0] Nothing is done yet; begin with the first.
   *[other] { $done } of { $all } are done.
}
start-all-done = All is set up. You are ready for your clients.
start-done = done
start-look = Look
start-invite = Invite
start-company = Describe the company
start-company-text = Name, address, colour, business hours: they are seen at the portal and on invoices.
start-company-action = Describe it
start-logo = Add the logo
start-logo-text = So that clients know whose portal they are at.
start-logo-action = Add it
start-mail = Set up e-mail
start-mail-text = Invitations and answers reach people outside. Until then mails are kept, and you can copy their links.
start-mail-action = Set it up
start-colleagues = Invite colleagues
start-colleagues-text = Whoever answers clients with you.
start-customer = Add the first customer
start-customer-text = A company whose people you help.
start-customer-action = Add it
start-client = Invite the first client
start-client-text = Somebody at that customer, who can then write to you at the portal.
start-article = Publish the first article
start-article-text = Answers what is asked most before it is asked.
start-article-action = Write it
start-dismiss-text = You can put this list away. The menu under your name leads back to it.
start-dismiss = Put it away
start-dismissed-text = The list is put away: it is not offered any more.
start-resume = Offer it again
