//! Moves, tuples, lists, native records, funs and maps: what is built and taken apart.

use super::*;

impl Translator<'_> {
    fn move_(&mut self, src: Src, dst: Reg) -> Result<(), TranslateError> {
        let (op, n) = match (src, dst) {
            (Src::Reg(Reg::X(_)), Reg::X(_)) => (Loaded::MoveXX, 1),
            (Src::Reg(Reg::X(_)), Reg::Y(_)) => (Loaded::MoveXY, 1),
            (Src::Reg(Reg::Y(_)), Reg::X(_)) => (Loaded::MoveYX, 1),
            (Src::Reg(Reg::Y(_)), Reg::Y(_)) => (Loaded::MoveYY, 1),
            (_, Reg::X(_)) => (Loaded::MoveCX, 2),
            (_, Reg::Y(_)) => (Loaded::MoveCY, 2),
        };
        let mut d = Draft::new(op, n);
        d.a = match src {
            Src::Reg(r) => reg(r) & INDEX_MASK,
            _ => 0,
        };
        d.b = reg(dst) & INDEX_MASK;
        if let Some(constant) = self.constant_of(src) {
            d.push(constant);
        }
        self.finish(d)
    }

    pub(super) fn data_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Move { src, dst } => self.move_(*src, *dst),
            Op::Swap { a, b } => {
                let mut d = Draft::new(Loaded::Swap, 1);
                d.a = reg(*a);
                d.b = reg(*b);
                self.finish(d)
            }
            Op::NeedHeap { words, site } => {
                let mut d = Draft::new(Loaded::NeedHeap, 2);
                d.wide(*words);
                d.site(*site);
                self.finish(d)
            }
            Op::PutList { head, tail, dst } => {
                let mut d = Draft::new(Loaded::PutList, 1);
                d.a = self.src(&mut d, *head);
                d.b = self.src(&mut d, *tail);
                d.c = reg(*dst);
                self.finish(d)
            }
            Op::PutTuple { elements, dst } => {
                let mut d = Draft::new(Loaded::PutTuple, 2 + elements.len().div_ceil(4));
                d.a = reg(*dst);
                d.wide(elements.len() as u32);
                d.push(0);
                self.pack4(&mut d, elements);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::PutRecord {
                definition,
                values,
                dst,
            } => {
                let operands: Vec<isa::Src> = std::iter::once(*definition)
                    .chain(values.iter().copied())
                    .collect();
                let mut d = Draft::new(Loaded::PutRecord, 2 + operands.len().div_ceil(4));
                d.a = reg(*dst);
                d.wide(operands.len() as u32);
                d.push(0);
                self.pack4(&mut d, &operands);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::SetTuple {
                src,
                arity,
                hint,
                changes,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::SetTuple, 4 + changes.len().div_ceil(2));
                d.a = self.src(&mut d, *src);
                d.wide(*arity);
                d.push(0);
                let hint = u64::from(*hint == isa::InPlace::Unshared);
                d.push(u64::from(reg(*dst)) | hint << 16);
                d.site(*site);
                let mut pairs = Vec::new();
                for (index, value) in changes {
                    let index = u16::try_from(*index).map_err(|_| TranslateError::TooLarge)?;
                    pairs.push((index, self.src(&mut d, *value)));
                }
                self.pack_pairs(&mut d, &pairs);
                d.fixed[0] = d.length() as u64 | (changes.len() as u64) << 32;
                self.finish(d)
            }
            Op::MakeFun {
                lambda,
                free,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::MakeFun, 4 + free.len().div_ceil(4));
                d.a = reg(*dst);
                d.b = free.len() as u16;
                d.push(0);
                d.push(self.names.lambdas[lambda.0 as usize].address() as u64);
                d.site(*site);
                self.pack4(&mut d, free);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::GetList { src, head, tail } => {
                let mut d = Draft::new(Loaded::GetList, 1);
                d.a = self.src(&mut d, *src);
                d.b = reg(*head);
                d.c = reg(*tail);
                self.finish(d)
            }
            Op::GetHead { src, dst } => self.get(Loaded::GetHead, *src, *dst),
            Op::GetTail { src, dst } => self.get(Loaded::GetTail, *src, *dst),
            Op::GetElement { src, index, dst } => {
                let mut d = Draft::new(Loaded::GetElement, 1);
                d.a = self.src(&mut d, *src);
                d.b = u16::try_from(*index + 1).map_err(|_| TranslateError::TooLarge)?;
                d.c = reg(*dst);
                self.finish(d)
            }
            _ => unreachable!("not of the data family"),
        }
    }

    fn get(&mut self, op: Loaded, src: Src, dst: Reg) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 1);
        d.a = self.src(&mut d, src);
        d.c = reg(dst);
        self.finish(d)
    }

    pub(super) fn map_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::MapGet {
                src,
                key,
                dst,
                fail,
            } => {
                let mut d = Draft::new(Loaded::MapGet, 2);
                d.a = self.src(&mut d, *src);
                d.b = self.src(&mut d, *key);
                d.c = reg(*dst);
                d.fail(Some(*fail), 0);
                self.finish(d)
            }
            Op::MapGetMany { src, gets, fail } => {
                let mut d = Draft::new(Loaded::MapGetMany, 2 + gets.len().div_ceil(2));
                d.a = self.src(&mut d, *src);
                d.b = gets.len() as u16;
                d.fail(Some(*fail), 0);
                let mut pairs = Vec::new();
                for (key, dst) in gets {
                    pairs.push((self.src(&mut d, *key), reg(*dst)));
                }
                self.pack_pairs(&mut d, &pairs);
                d.fixed[0] |= (d.length() as u64) << 32;
                self.finish(d)
            }
            Op::MapHas { src, keys, fail } => {
                let mut d = Draft::new(Loaded::MapHas, 2 + keys.len().div_ceil(4));
                d.a = self.src(&mut d, *src);
                d.b = keys.len() as u16;
                d.fail(Some(*fail), 0);
                self.pack4(&mut d, keys);
                d.fixed[0] |= (d.length() as u64) << 32;
                self.finish(d)
            }
            Op::MapPut {
                src,
                pairs,
                dst,
                fail,
                site,
            } => self.map_put(Loaded::MapPut, *src, pairs, *dst, *fail, *site),
            Op::MapUpdate {
                src,
                pairs,
                dst,
                fail,
                site,
            } => self.map_put(Loaded::MapUpdate, *src, pairs, *dst, *fail, *site),
            _ => unreachable!("not of the map family"),
        }
    }

    fn map_put(
        &mut self,
        op: Loaded,
        src: Src,
        puts: &[(Src, Src)],
        dst: Reg,
        fail: isa::Fail,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 4 + puts.len().div_ceil(2));
        d.a = self.src(&mut d, src);
        d.b = puts.len() as u16;
        d.fail(fail, 0);
        d.site(site);
        d.push(u64::from(reg(dst)));
        let mut pairs = Vec::new();
        for (key, value) in puts {
            let key = self.src(&mut d, *key);
            pairs.push((key, self.src(&mut d, *value)));
        }
        self.pack_pairs(&mut d, &pairs);
        d.fixed[0] |= (d.length() as u64) << 32;
        self.finish(d)
    }
}
