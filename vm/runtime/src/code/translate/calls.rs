//! Calls, returns and frames.

use super::*;

impl Translator<'_> {
    pub(super) fn call_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Allocate { slots, heap, site } => {
                let mut d = Draft::new(Loaded::Allocate, 2);
                d.a = frame_words(Some(*slots))?;
                d.wide(*heap);
                d.site(*site);
                self.finish(d)
            }
            Op::Deallocate { slots } => {
                let mut d = Draft::new(Loaded::Deallocate, 1);
                d.a = frame_words(Some(*slots))?;
                self.finish(d)
            }
            Op::Call { function, site } => {
                let mut d = Draft::new(Loaded::Call, 2);
                d.jump(self.entry_label(*function));
                d.site(*site);
                self.finish(d)
            }
            Op::CallTail { function, slots } => {
                let mut d = Draft::new(Loaded::CallTail, 1);
                d.a = frame_words(*slots)?;
                d.jump(self.entry_label(*function));
                self.finish(d)
            }
            Op::CallExt { import, site } => {
                let entry = self.import(*import);
                if entry.cell().native.is_some() {
                    return self.call_native(*import, true, *site);
                }
                let mut d = Draft::new(Loaded::CallExt, 3);
                d.push(entry.as_ptr() as u64);
                d.site(*site);
                self.finish(d)
            }
            Op::CallExtTail {
                import,
                slots,
                site,
            } => {
                let entry = self.import(*import);
                if entry.cell().native.is_some() {
                    self.call_native(*import, slots.is_some(), *site)?;
                    return self.leave(*slots);
                }
                let mut d = Draft::new(Loaded::CallExtTail, 2);
                d.a = frame_words(*slots)?;
                d.push(entry.as_ptr() as u64);
                self.finish(d)
            }
            Op::CallFun { fun, arity, site } => {
                let mut d = Draft::new(Loaded::CallFun, 2);
                d.a = self.src(&mut d, *fun);
                d.b = *arity as u16;
                d.site(*site);
                self.finish(d)
            }
            Op::CallFunTail {
                fun,
                arity,
                slots,
                site,
            } => {
                let mut d = Draft::new(Loaded::CallFunTail, 2);
                d.a = self.src(&mut d, *fun);
                d.b = *arity as u16;
                d.c = frame_words(*slots)?;
                d.site(*site);
                self.finish(d)
            }
            Op::Apply {
                module,
                name,
                arity,
                site,
            } => {
                let mut d = Draft::new(Loaded::Apply, 2);
                d.a = self.src(&mut d, *module);
                d.b = self.src(&mut d, *name);
                d.c = *arity as u16;
                d.site(*site);
                self.finish(d)
            }
            Op::ApplyTail {
                module,
                name,
                arity,
                slots,
                site,
            } => {
                let mut d = Draft::new(Loaded::ApplyTail, 3);
                d.a = self.src(&mut d, *module);
                d.b = self.src(&mut d, *name);
                d.c = *arity as u16;
                d.site(*site);
                d.push(u64::from(frame_words(*slots)?));
                self.finish(d)
            }
            Op::Bif {
                import,
                args,
                dst,
                fail,
                site,
            } => {
                let entry = self.import(*import);
                if entry.cell().native.is_none() {
                    return Err(TranslateError::BadModule(
                        "bif op of a function that is no native",
                    ));
                }
                let op = self.fast_bif(*import).unwrap_or(Loaded::Bif);
                let mut d = Draft::new(op, 4 + args.len().div_ceil(4));
                d.a = reg(*dst);
                d.b = args.len() as u16;
                d.push(entry.as_ptr() as u64);
                d.site(*site);
                d.fail(*fail, 0);
                self.pack4(&mut d, args);
                self.finish(d)
            }
            _ => unreachable!("not of the call family"),
        }
    }

    /// Guards that have an instruction of their own.
    fn fast_bif(&self, import: isa::Import) -> Option<Loaded> {
        let row = &self.module.imports[import.0 as usize];
        let text = |atom: isa::Atom| self.module.atoms[atom.0 as usize].as_str();
        if text(row.module) != "erlang" {
            return None;
        }
        Some(match (text(row.name), row.arity) {
            ("hd", 1) => Loaded::BifHead,
            ("tl", 1) => Loaded::BifTail,
            ("tuple_size", 1) => Loaded::BifTupleSize,
            ("element", 2) => Loaded::BifElement,
            ("self", 0) => Loaded::BifSelf,
            ("min", 2) => Loaded::BifMin,
            ("max", 2) => Loaded::BifMax,
            _ => return None,
        })
    }

    fn call_native(
        &mut self,
        import: isa::Import,
        framed: bool,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let entry = self.import(import);
        let row = &self.module.imports[import.0 as usize];
        let text = |atom: isa::Atom| self.module.atoms[atom.0 as usize].as_str();
        let quick = quick::of(text(row.module), text(row.name), row.arity)
            .filter(|_| !entry.cell().is_traced());
        let mut d = match quick {
            Some(_) => Draft::new(Loaded::CallQuick, 4),
            None => Draft::new(Loaded::CallNative, 3),
        };
        d.a = u16::from(entry.cell().mfa.arity);
        d.b = u16::from(framed);
        d.push(entry.as_ptr() as u64);
        d.site(site);
        if let Some(quick) = quick {
            d.push(quick as usize as u64);
        }
        self.finish(d)
    }

    /// Drop the frame and return.
    fn leave(&mut self, slots: Option<u32>) -> Result<(), TranslateError> {
        if slots.is_some() {
            let mut d = Draft::new(Loaded::Deallocate, 1);
            d.a = frame_words(slots)?;
            self.finish(d)?;
        }
        self.simple(Loaded::Ret)
    }

    fn entry_label(&self, function: isa::Function) -> isa::Label {
        self.module.functions[function.0 as usize].entry
    }
}

/// Words to drop for a frame of that many slots.
fn frame_words(slots: Option<u32>) -> Result<u16, TranslateError> {
    match slots {
        None => Ok(0),
        Some(n) if n <= u32::from(isa::MAX_Y) => Ok(n as u16 + 1),
        Some(_) => Err(TranslateError::TooLarge),
    }
}
