%% The errors of the operating system in words.
-module(erl_posix_msg).
-moduledoc false.
-export([message/1]).

message(Name) ->
    case text(Name) of
        none -> "unknown POSIX error: " ++ atom_to_list(Name);
        Text -> Text
    end.

text(e2big) -> "argument list too long";
text(eacces) -> "permission denied";
text(eaddrinuse) -> "address already in use";
text(eaddrnotavail) -> "can't assign requested address";
text(eagain) -> "resource temporarily unavailable";
text(ebadf) -> "bad file number";
text(ebusy) -> "file busy";
text(econnrefused) -> "connection refused";
text(econnreset) -> "connection reset by peer";
text(eexist) -> "file already exists";
text(efault) -> "bad address in system call argument";
text(efbig) -> "file too large";
text(ehostunreach) -> "host is unreachable";
text(eintr) -> "interrupted system call";
text(einval) -> "invalid argument";
text(eio) -> "I/O error";
text(eisdir) -> "illegal operation on a directory";
text(eloop) -> "too many levels of symbolic links";
text(emfile) -> "too many open files";
text(emlink) -> "too many links";
text(enametoolong) -> "file name too long";
text(enfile) -> "file table overflow";
text(enodev) -> "no such device";
text(enoent) -> "no such file or directory";
text(enomem) -> "not enough memory";
text(enospc) -> "no space left on device";
text(enotdir) -> "not a directory";
text(enotempty) -> "directory not empty";
text(enotsup) -> "operation not supported";
text(enxio) -> "no such device or address";
text(eperm) -> "not owner";
text(epipe) -> "broken pipe";
text(erofs) -> "read-only file system";
text(espipe) -> "invalid seek";
text(esrch) -> "no such process";
text(etimedout) -> "connection timed out";
text(etxtbsy) -> "text file or pseudo-device busy";
text(exdev) -> "cross-device link";
text(nxdomain) -> "non-existing domain";
text(_) -> none.
