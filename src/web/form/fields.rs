// SPDX-License-Identifier: AGPL-3.0-or-later
//! From pairs to the struct of a form, by the names that the struct itself gives.

use super::read::Pairs;
use serde::de::value::{Error, SeqDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// The struct, and the names of its fields in order.
pub(super) fn read<T: DeserializeOwned>(pairs: &Pairs) -> Result<(T, &'static [&'static str]), Error> {
    let mut names: &'static [&'static str] = &[];
    let value = T::deserialize(Struct { pairs, names: &mut names })?;
    Ok((value, names))
}

struct Struct<'a> {
    pairs: &'a Pairs,
    names: &'a mut &'static [&'static str],
}

impl<'de> Deserializer<'de> for Struct<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.names = fields;
        visitor.visit_map(Fields { pairs: self.pairs, names: fields.iter(), current: "" })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a form is a struct with named fields"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Fields<'a> {
    pairs: &'a Pairs,
    names: std::slice::Iter<'static, &'static str>,
    current: &'static str,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.next() else { return Ok(None) };
        self.current = name;
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(Field { pairs: self.pairs, name: self.current })
    }
}

/// One field: a missing one is an empty text, no text, an empty list or an unticked box.
struct Field<'a> {
    pairs: &'a Pairs,
    name: &'static str,
}

impl<'de> Deserializer<'de> for Field<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.pairs.first(self.name))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(!self.pairs.first(self.name).is_empty())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.pairs.first(self.name).is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let values = self.pairs.all(self.name).map(|value| value.into_deserializer());
        visitor.visit_seq(SeqDeserializer::<_, Error>::new(values))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Sample {
        surname: String,
        note: Option<String>,
        kinds: Vec<String>,
        agreed: bool,
    }

    fn sample(body: &str) -> Sample {
        read::<Sample>(&Pairs::parse(body.as_bytes()).unwrap()).unwrap().0
    }

    #[test]
    fn what_was_not_sent_is_empty_and_what_was_sent_twice_counts_once() {
        let nothing = Sample { surname: String::new(), note: None, kinds: vec![], agreed: false };
        assert_eq!(sample(""), nothing);
        assert_eq!(sample("unknown=1&surname=&agreed="), nothing);
        assert_eq!(
            sample("surname=A&surname=B&kinds=x&kinds=y&note=n&agreed=on&agreed=on"),
            Sample {
                surname: "A".into(),
                note: Some("n".into()),
                kinds: vec!["x".into(), "y".into()],
                agreed: true
            }
        );
    }

    #[test]
    fn the_order_of_the_page_is_the_order_of_the_struct() {
        let pairs = Pairs::parse(b"").unwrap();
        assert_eq!(read::<Sample>(&pairs).unwrap().1, ["surname", "note", "kinds", "agreed"]);
    }
}
