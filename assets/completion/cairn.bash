# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for cairn: the program itself knows what could come next.
_cairn() {
    local IFS=$'\n'
    # shellcheck disable=SC2207 # one word a line
    COMPREPLY=($("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _cairn cairn
