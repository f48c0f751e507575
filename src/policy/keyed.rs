// SPDX-License-Identifier: AGPL-3.0-or-later
//! Closed lists of words, written in policy files, rows and forms under one stable key each.

/// Makes an enum whose variants have keys: `ALL`, `key()`, `from_key()`, reading and writing by key.
macro_rules! keyed {
    ($(#[$about:meta])* $name:ident { $($(#[$said:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$said])* $variant,)+ }

        impl $name {
            /// Every one, in the order in which pages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable name, for policy files, rows, forms and texts.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The key of its text in a family of texts: `delegation-kind` gives `delegation-kind-…`, with hyphens.
            pub fn text_key(self, family: &str) -> String {
                format!("{family}-{}", self.key().replace('_', "-"))
            }

            /// The one with that key; none where there is no such.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.key() == key)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
                let word = String::deserialize(value)?;
                Self::from_key(&word).ok_or_else(|| {
                    serde::de::Error::custom(format!("{word:?} is none of {}", [$($key),+].join(", ")))
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str(self.key())
            }
        }
    };
}

pub(in crate::policy) use keyed;
