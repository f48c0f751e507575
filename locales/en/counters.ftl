# Counters: administration and public page
counter-list-title = Counters
counter-list-lead = Open, change and close counters. Each change stays in the history with who made it.
counter-list-open = { $count ->
    [one] One open counter
   *[other] { $count } open counters
}
counter-list-none = There is no counter yet.
counter-list-closed = Closed counters
counter-new = New counter
counter-import = Import from a file
counter-public = Public page
counter-new-title = New counter
counter-change-title = Change counter { $code }
counter-change = Change
counter-close = Close the counter
counter-close-title = Close counter { $code }
counter-close-text = A closed counter is never opened again: it stays in the history and its code does not become free.
counter-close-now = Close for ever
counter-back = Back to the counter
counter-save = Save
counter-opened = Opened on
counter-closed-at = closed on { $at }
counter-closed-text = Nobody works here any more. Cases and protocol numbers stay.
counter-closed-day = closed
counter-history = History
counter-by-keeper = by command line
counter-empty = (empty)
counter-act-open = Opened
counter-act-change = Changed
counter-act-close = Closed
counter-work-left = The counter cannot be closed yet.
counter-left-cases = { $count ->
    [one] One case is open: finish or close it.
   *[other] { $count } cases are open: finish or close them.
}
counter-left-sheets = { $count ->
    [one] One sheet is printed and not handed over: hand it over or void it.
   *[other] { $count } sheets are printed and not handed over: hand them over or void them.
}
counter-left-duties = { $count ->
    [one] One person still works there: end the duty.
   *[other] { $count } duties there still last: end them.
}
counter-is-closed = The counter is closed: it does not change any more.
counter-changed-meanwhile = Somebody else changed the counter in the meantime. Nothing was saved.
counter-changed-meanwhile-way-on = Open the counter again, see what has changed, and change it anew.
counter-code = Code
counter-code-hint = Two capitals and two digits, such as AN01. It never changes: it stands in protocol numbers.
counter-code-missing = Type the counter’s code.
counter-name = Name
counter-name-hint = As people know it, such as Sportello di Jesi.
counter-name-missing = Type the counter’s name.
counter-body = Body
counter-body-hint = Who runs it, such as AST Ancona.
counter-body-missing = Type the body that runs the counter.
counter-municipality = Municipality
counter-municipality-missing = Type the municipality.
counter-address = Address
counter-telephone = Telephone
counter-mail-domain = Mail domain of the staff
counter-mail-domain-hint = An address of this domain is suspicious when a citizen gives it. For instance sanita.example.
counter-hours = Hours
counter-hours-hint = For each day, such as 08:30-12:30, 14:30-17:00. An empty day is closed.
counter-monday = Monday
counter-tuesday = Tuesday
counter-wednesday = Wednesday
counter-thursday = Thursday
counter-friday = Friday
counter-saturday = Saturday
counter-sunday = Sunday
counter-exceptions = Days that are different
counter-exceptions-hint = One a line: 25/12/2026 closed, or 24/12/2026 08:30-11:00.
counter-services = Services
counter-service-activation = Activation of the health card (TS-CNS)
counter-service-new_release = New codes for an active card
counter-service-corrected_address = Codes to another address
counter-service-suspension = Suspension of the card
counter-service-reactivation = Reactivation of the card
counter-service-revocation = Revocation of the card
counter-service-replacement = Replacement of the card
counter-capabilities = Capabilities
counter-capabilities-hint = What the rules let only some counters do.
counter-capability-wards = Children in care, guardianships and curatorships
counter-fault-long = Too long: { $most } characters at most.
counter-fault-code = The code has two capitals and two digits, such as AN01.
counter-fault-code-twice = This code stands on line { $line } already.
counter-fault-taken = This code is another counter’s, open or closed: choose another.
counter-fault-closed = The counter with this code is closed.
counter-fault-telephone = A telephone has digits, blanks and + - / . ( ).
counter-fault-domain = This is no domain: write it as sanita.example, without @.
counter-fault-hours = “{ $words }” is no hours: write them as 08:30-12:30.
counter-fault-backwards = “{ $words }” ends before it begins.
counter-fault-overlap = { $first } and { $second } overlap.
counter-fault-hours-many = Too many hours in one day.
counter-fault-exception = “{ $words }” is no such line: write 25/12/2026 closed, or 24/12/2026 08:30-11:00.
counter-fault-date = The date “{ $words }” does not exist: write it as 25/12/2026.
counter-fault-date-twice = The date { $words } stands there twice.
counter-fault-exceptions-many = Too many days: { $most } at most.
counter-fault-capability = “{ $words }” is no capability: it is a word of small letters and underscores.
counter-fault-service = “{ $words }” is no service.
counter-import-title = Import counters from a file
counter-import-lead = First you see what the file would do, line by line. Then you take all of it or nothing.
counter-import-file = CSV file
counter-import-hint = UTF-8 text, divided by ; or commas, with the headers in the first line.
counter-import-look = Look at the file
counter-import-columns = Columns
counter-import-columns-text = codice, nome, ente and comune are needed. A column that is not there stays as it is. Exceptions are divided by |.
counter-import-no-file = Choose a file.
counter-import-large = The file is too large: { $kilobytes } KB at most.
counter-import-troubles = The file cannot be taken: see the lines below. Nothing was saved.
counter-import-troubles-list = What is wrong
counter-import-line = Line
counter-import-column = Column
counter-import-what = What
counter-import-empty = The file has no lines.
counter-import-utf8 = The text is not UTF-8: save it again as “CSV UTF-8”.
counter-import-cells = The line has { $cells } cells and the header { $columns }.
counter-import-rows = Too many lines: { $most } at most.
counter-import-column-twice = This column stands there twice.
counter-import-column-unknown = This column is not known.
counter-import-column-missing = This column is missing.
counter-import-new = new
counter-import-changed = changed
counter-import-same = unchanged
counter-import-outdated = A counter has changed in the meantime: the file would not do what you saw. Nothing was saved.
counter-import-outdated-way-on = Look again at what it would do.
counter-plan-title = What the file does
counter-plan-opened = { $count ->
    [one] One new counter.
   *[other] { $count } new counters.
}
counter-plan-changed = { $count ->
    [one] One changed.
   *[other] { $count } changed.
}
counter-plan-same = { $count ->
    [one] One unchanged.
   *[other] { $count } unchanged.
}
counter-plan-take = Take all of it
counter-plan-other = Another file
counter-plan-nothing = The file changes nothing: the counters are like that already.
notice-counter-kept = The counter is saved.
notice-counter-same = There was nothing different to save.
notice-counter-closed = The counter is closed.
notice-counters-imported = The counters of the file are saved.
public-counters-title = Counters for the health card
public-counters-lead = Where the health card (TS-CNS) is activated and its codes are given.
public-counters-all = All municipalities
public-counters-filter = Show
public-counters-count = { $count ->
    [one] One counter
   *[other] { $count } counters
}
public-counters-in = in { $municipality }
public-counters-week = Hours of this week
public-counters-today = (today)
public-counters-exception = (not as usual)
public-counters-none = There is no counter open to the public here.
public-counters-files = The same data as files:
counter-open-until = Open now, until { $time }
counter-opens-today = Closed now, opens today at { $time }
counter-opens-on = Closed now, opens on { $day } { $date } at { $time }
counter-no-hours = Hours on request
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-1-short = Mon
weekday-2-short = Tue
weekday-3-short = Wed
weekday-4-short = Thu
weekday-5-short = Fri
weekday-6-short = Sat
weekday-7-short = Sun
home-to-counters = Counters
