// SPDX-License-Identifier: AGPL-3.0-or-later
//! People who do not come alone: children and their mother, somebody under support administration, an ill holder, and who acts
//! for them. Who acts has a card too, with the data to type of them.

use chrono::Months;

use super::people::person;
use super::{Lot, Printer};
use crate::holders::sex::Sex;

/// Key, label, surname, name, sex, age, place. The `minor` is the eldest of the three children.
type Somebody = (&'static str, &'static str, &'static str, &'static str, Sex, u32, &'static str);

const PEOPLE: [Somebody; 8] = [
    ("mother", "the mother of the three children", "GIULIANI", "MARTA", Sex::Female, 41, "E388"),
    ("second_child", "a holder of seven years", "PIERONI", "TOMMASO", Sex::Male, 7, "E388"),
    ("third_child", "a holder of three years", "PIERONI", "ALICE", Sex::Female, 3, "A271"),
    ("emancipated", "an emancipated minor", "CARLETTI", "GINEVRA", Sex::Female, 17, "G479"),
    ("ward", "a holder under support administration", "LUCHETTI", "ROSA", Sex::Female, 84, "D542"),
    ("administrator", "her support administrator", "FABBRI", "ENRICO", Sex::Male, 52, "A271"),
    ("ill", "a holder who cannot come for months", "ZAMPETTI", "ALBERTO", Sex::Male, 71, "A462"),
    ("friend", "whom the ill holder sends", "RICCI", "LUCIA", Sex::Female, 45, "H211"),
];

pub(super) fn add(lot: &mut Lot, printer: &mut Printer) {
    for (key, label, surname, name, sex, years, place) in PEOPLE {
        let birth_date = printer.today - Months::new(12 * years);
        let card = printer.card(person(surname, name, sex, birth_date, place));
        lot.add(key, label, card);
    }
}

#[cfg(test)]
mod tests {
    use crate::authority::lot::demo_lot;

    #[test]
    fn the_three_children_are_minors_and_who_acts_is_of_age() {
        let today = "2028-02-29".parse().unwrap();
        let lot = demo_lot(0, "110".parse().unwrap(), today, 7);
        let age = |key| lot.cases.iter().find(|case| case.key == key).unwrap().holder.age_on(today).unwrap();
        assert_eq!(["minor", "second_child", "third_child"].map(age), [10, 7, 3]);
        assert!(["mother", "administrator", "friend", "ward", "ill"].map(age).iter().all(|age| *age >= 18));
        assert!((16..18).contains(&age("emancipated")));
    }
}
