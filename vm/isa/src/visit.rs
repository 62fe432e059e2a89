//! Walks over the operands of an op, made from the table in ops.rs: what an op reads, writes and refers to.
//!
//! Both walks go through the operands in table order. Arguments of calls, which are implicit in x0.., are not operands.

use crate::op::Op;
use crate::operand::*;

/// What to do with each kind of operand; the default is nothing.
pub trait Visitor {
    /// A register or constant that is read.
    fn src(&mut self, _src: Src) {}
    /// A register that is read and goes on holding the same term (`Ctx`), or is read and written (`Both`).
    fn read(&mut self, _reg: Reg) {}
    /// A register that is written.
    fn def(&mut self, _reg: Reg) {}
    fn label(&mut self, _label: Label) {}
    fn site(&mut self, _site: Site) {}
    fn function(&mut self, _function: Function) {}
    fn import(&mut self, _import: Import) {}
    fn lambda(&mut self, _lambda: Lambda) {}
    fn atom(&mut self, _atom: Atom) {}
}

/// The same with operands that may be replaced.
pub trait VisitorMut {
    fn src(&mut self, _src: &mut Src) {}
    fn read(&mut self, _reg: &mut Reg) {}
    fn def(&mut self, _reg: &mut Reg) {}
    /// Read and written.
    fn both(&mut self, _reg: &mut Reg) {}
    fn label(&mut self, _label: &mut Label) {}
    fn site(&mut self, _site: &mut Site) {}
}

macro_rules! visit_operand {
    (Src, $x:ident, $v:ident) => {
        $v.src(*$x)
    };
    (Dst, $x:ident, $v:ident) => {
        $v.def(*$x)
    };
    (Ctx, $x:ident, $v:ident) => {
        $v.read(*$x)
    };
    (Both, $x:ident, $v:ident) => {{
        $v.read(*$x);
        $v.def(*$x);
    }};
    (Label, $x:ident, $v:ident) => {
        $v.label(*$x)
    };
    (Fail, $x:ident, $v:ident) => {
        if let Some(label) = $x {
            $v.label(*label);
        }
    };
    (Site, $x:ident, $v:ident) => {
        $v.site(*$x)
    };
    (Function, $x:ident, $v:ident) => {
        $v.function(*$x)
    };
    (Import, $x:ident, $v:ident) => {
        $v.import(*$x)
    };
    (Lambda, $x:ident, $v:ident) => {
        $v.lambda(*$x)
    };
    (Atom, $x:ident, $v:ident) => {
        $v.atom(*$x)
    };
    (Srcs, $x:ident, $v:ident) => {
        $x.iter().for_each(|src| $v.src(*src))
    };
    (Cases, $x:ident, $v:ident) => {
        $x.iter().for_each(|(src, label)| {
            $v.src(*src);
            $v.label(*label);
        })
    };
    (Changes, $x:ident, $v:ident) => {
        $x.iter().for_each(|(_, src)| $v.src(*src))
    };
    (MapGets, $x:ident, $v:ident) => {{
        $x.iter().for_each(|(key, _)| $v.src(*key));
        $x.iter().for_each(|(_, dst)| $v.def(*dst));
    }};
    (MapPuts, $x:ident, $v:ident) => {
        $x.iter().for_each(|(key, value)| {
            $v.src(*key);
            $v.src(*value);
        })
    };
    (Segments, $x:ident, $v:ident) => {
        $x.iter().for_each(|segment| {
            $v.src(segment.value);
            segment.size.into_iter().for_each(|size| $v.src(size));
        })
    };
    ($other:ident, $x:ident, $v:ident) => {{
        let _ = $x;
    }};
}

macro_rules! visit_operand_mut {
    (Src, $x:ident, $v:ident) => {
        $v.src($x)
    };
    (Dst, $x:ident, $v:ident) => {
        $v.def($x)
    };
    (Ctx, $x:ident, $v:ident) => {
        $v.read($x)
    };
    (Both, $x:ident, $v:ident) => {
        $v.both($x)
    };
    (Label, $x:ident, $v:ident) => {
        $v.label($x)
    };
    (Fail, $x:ident, $v:ident) => {
        if let Some(label) = $x {
            $v.label(label);
        }
    };
    (Site, $x:ident, $v:ident) => {
        $v.site($x)
    };
    (Srcs, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|src| $v.src(src))
    };
    (Cases, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|(_, label)| $v.label(label))
    };
    (Changes, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|(_, src)| $v.src(src))
    };
    (MapGets, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|(key, dst)| {
            $v.src(key);
            $v.def(dst);
        })
    };
    (MapPuts, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|(key, value)| {
            $v.src(key);
            $v.src(value);
        })
    };
    (Segments, $x:ident, $v:ident) => {
        $x.iter_mut().for_each(|segment| {
            $v.src(&mut segment.value);
            segment.size.iter_mut().for_each(|size| $v.src(size));
        })
    };
    ($other:ident, $x:ident, $v:ident) => {{
        let _ = $x;
    }};
}

macro_rules! define_visit {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        impl Op {
            pub fn visit(&self, visitor: &mut impl Visitor) {
                match self { $($(Op::$variant { $($field),* } => {
                    $(visit_operand!($kind, $field, visitor);)*
                    let _ = &visitor;
                }),*),* }
            }

            pub fn visit_mut(&mut self, visitor: &mut impl VisitorMut) {
                match self { $($(Op::$variant { $($field),* } => {
                    $(visit_operand_mut!($kind, $field, visitor);)*
                    let _ = &visitor;
                }),*),* }
            }
        }
    };
}

crate::for_each_op!(define_visit);
