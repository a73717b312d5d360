#!/bin/bash
# hardening.sh PROGRAM - is it built as research asks: position independent, full RELRO, no executable stack, stack
# protector, fortified calls, no text relocations, and no call that starts a shell. Says what is missing.
p=$1
bad=0
want() { # WHAT COMMAND...
    local what=$1; shift
    "$@" || { echo "$p: $what is missing"; bad=1; }
}
has() { grep -qE "$1" <<<"$2"; }
lacks() { ! grep -qE "$1" <<<"$2"; }
segments=$(readelf -lW "$p") dynamic=$(readelf -dW "$p") symbols=$(nm -D "$p")
want "a position independent executable" has 'Elf file type is DYN' "$segments"
want "RELRO" has 'GNU_RELRO' "$segments"
want "binding at start" has 'BIND_NOW|NOW' "$dynamic"
want "a stack that is not executable" has 'GNU_STACK.* RW ' "$segments"
want "no segment both writable and executable" lacks ' RWE ' "$segments"
want "no relocation of text" lacks 'TEXTREL' "$dynamic"
want "no search path of libraries" lacks 'RPATH|RUNPATH' "$dynamic"
want "the stack protector" has '__stack_chk_fail' "$symbols"
want "fortified calls" has '__[a-z]+_chk(@|$)' "$(grep -v __stack_chk_fail <<<"$symbols")"
want "a program without system() and popen()" lacks ' U (system|popen|gets|strcpy|sprintf)(@|$)' "$symbols"
exit $bad
