// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Registro del giorno*: what a counter did between two closings, for the supervisor to sign and to keep outside the computer.
//! In Italian alone, because the people who sign and read it work at the counter. Made of nothing but facts of the closing: the
//! same register gives the same bytes.

use super::{
    blocks::Field,
    canvas::{MARGIN, MEASURE, Pen, Shade},
    dates::{day, moment},
    finish::{About, Leaves, document},
    flow::{BODY, Flow, LABEL},
    fonts::Face,
    frame::Frame,
    lettering::clean,
    said::Said,
    symbols,
    tables::Column,
    views::Counter,
};
use crate::texts::Language;
use chrono::{DateTime, NaiveDate, Utc};

/// Side of the QR symbol in points: a signed note has some 250 characters.
const QR: f32 = 150.0;
/// Words of a root in a line.
const WORDS: usize = 4;

/// A table of the register: what its rows are, the heads of the columns, the rows.
pub struct DayTable {
    /// What was done, or what was carried over.
    pub title: String,
    /// As many heads as each row has values: hour, number, serial, operator, more.
    pub heads: [String; 5],
    /// One for each act.
    pub rows: Vec<[String; 5]>,
}

/// What the register of rows has signed.
pub struct DayRoot<'a> {
    /// The number of the closing's row, from 0.
    pub row: i64,
    /// How many rows the root is over.
    pub size: i64,
    /// When it was signed.
    pub at: DateTime<Utc>,
    /// The root in words.
    pub words: &'a [&'a str],
    /// The root in hexadecimal digits.
    pub hex: &'a str,
    /// The signed note, for the QR symbol.
    pub note: &'a str,
}

/// Everything that a day register says. Nothing of a citizen is in it.
pub struct DayRegister<'a> {
    /// What stands on the paper, by its short name, in the language of the people who sign it.
    pub say: &'a dyn Fn(&str) -> String,
    /// The counter.
    pub counter: Counter<'a>,
    /// Its code.
    pub code: &'a str,
    /// The day that was closed.
    pub day: NaiveDate,
    /// From when on.
    pub from: DateTime<Utc>,
    /// Up to when; not included.
    pub until: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// By whom, by the name to sign in with.
    pub by: &'a str,
    /// What was done, a table for each kind; kinds without rows have none.
    pub acts: &'a [DayTable],
    /// Kind and count, for every kind.
    pub totals: &'a [(String, usize)],
    /// What was carried over.
    pub carried: &'a DayTable,
    /// SHA-256 over the facts, in hexadecimal digits.
    pub sum: &'a str,
    /// The checkpoint over the closing; none where there is none yet.
    pub root: Option<DayRoot<'a>>,
}

/// Draws the register.
pub fn day_register(register: &DayRegister<'_>) -> Vec<u8> {
    let said = |name: &str| Said::same((register.say)(name));
    let number = format!("{} {}", register.code, register.day);
    let frame = Frame::new(&register.counter, &number, Language::Italian).labelled(said("title"));
    let mut flow = Flow::new(Language::Italian, frame.bottom());
    flow.title(&said("title"));
    flow.fields(&[
        Field::new(said("counter"), &format!("{} {}", register.code, register.counter.name)).wide(2.0),
        Field::new(said("day"), &day(register.day)),
    ]);
    flow.fields(&[
        Field::new(said("from"), &moment(register.from)),
        Field::new(said("until"), &moment(register.until)),
    ]);
    flow.fields(&[
        Field::new(said("closed"), &moment(register.closed_at)),
        Field::new(said("by"), register.by).mono(),
    ]);
    for table in register.acts {
        flow.day_table(table);
    }
    flow.section(&said("totals"), 40.0);
    let rows: Vec<Vec<String>> =
        register.totals.iter().map(|(kind, count)| vec![kind.clone(), count.to_string()]).collect();
    let all = register.totals.iter().map(|(_, count)| count).sum::<usize>();
    let rows = [rows, vec![vec![(register.say)("all"), all.to_string()]]].concat();
    let column = |head: &str, share, code| Column { head: (register.say)(head), share, code };
    flow.table(&[column("what", 5.0, false), column("count", 1.0, true)], &rows);
    match register.carried.rows.is_empty() {
        true => {
            flow.section(&said("carried"), 30.0);
            flow.prose(&said("nothing-carried"), BODY);
        }
        false => flow.day_table(register.carried),
    }
    root(&mut flow, register);
    flow.gap(10.0);
    flow.signatures(&[said("place"), said("signature")]);
    let footer = said("title");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: (register.say)("title"), now: register.closed_at, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}

/// What anchors the day outside the database, or why it does not yet.
fn root(flow: &mut Flow, register: &DayRegister<'_>) {
    let said = |name: &str| Said::same((register.say)(name));
    flow.section(&said("root"), QR + 60.0);
    flow.fields(&[Field::new(said("sum"), &grouped(register.sum)).mono()]);
    let Some(root) = &register.root else {
        flow.callout(&said("unsigned"), &said("unsigned-text"));
        return;
    };
    let top = flow.y;
    symbols::qr(flow.page(), MARGIN + MEASURE - QR, top, QR, root.note);
    flow.measure = MEASURE - QR - 12.0;
    flow.fields(&[
        Field::new(said("size"), &root.size.to_string()).mono(),
        Field::new(said("row"), &root.row.to_string()).mono(),
    ]);
    flow.fields(&[Field::new(said("signed-at"), &moment(root.at))]);
    let label = said("words");
    flow.columns(&label, LABEL, MARGIN, flow.measure, None);
    let pen = Pen::new(Face::Bold, 10.5, Shade::Ink);
    let width = flow.measure / WORDS as f32;
    for (line, words) in root.words.chunks(WORDS).enumerate() {
        let y = flow.y + pen.size;
        for (at, word) in words.iter().enumerate() {
            let text = format!("{} {word}", line * WORDS + at + 1);
            flow.page().text(MARGIN + at as f32 * width, y, &clean(&text), pen);
        }
        flow.gap(pen.leading());
    }
    flow.measure = MEASURE;
    flow.y = flow.y.max(top + QR) + 4.0;
    flow.fields(&[Field::new(said("hex"), &grouped(root.hex)).mono()]);
    flow.prose(&said("root-text"), BODY);
}

/// Digits in groups of eight, which are easier to compare.
fn grouped(hex: &str) -> String {
    let groups: Vec<&str> =
        (0..hex.len()).step_by(8).filter_map(|at| hex.get(at..(at + 8).min(hex.len()))).collect();
    groups.join(" ")
}

impl Flow {
    /// A heading with the number of rows, and the rows.
    fn day_table(&mut self, table: &DayTable) {
        let heading = format!("{} ({})", table.title, table.rows.len());
        self.section(&Said::same(heading), 70.0);
        // columns that no row fills are left out
        let used: Vec<usize> =
            (0..5).filter(|at| table.rows.iter().any(|row| !row[*at].is_empty())).collect();
        let shares = [1.05, 2.3, 1.6, 1.2, 2.0];
        let columns: Vec<Column> = used
            .iter()
            .map(|at| Column {
                head: table.heads[*at].clone(),
                share: shares[*at],
                code: (1..3).contains(at),
            })
            .collect();
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| used.iter().map(|at| row[*at].clone()).collect()).collect();
        self.table(&columns, &rows);
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_groups_of_eight() {
        assert_eq!(grouped("0123456789abcdef01"), "01234567 89abcdef 01");
    }
}
