# Completion of siyana for bash: the program itself says what the last word typed may become.

# The words up to the cursor into the array `words`, the last one being completed. The shell cuts words at = and :
# (COMP_WORDBREAKS); pieces with no blank between them are put together again.
_siyana_words() {
  local rest=${COMP_LINE:0:COMP_POINT} piece
  words=()
  for piece in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
    if [[ ${#words[@]} -eq 0 || $rest == [[:space:]]* ]]; then
      rest=${rest#"${rest%%[![:space:]]*}"}
      words+=("")
    fi
    words[-1]+=$piece
    rest=${rest#"$piece"}
  done
  [[ $rest == [[:space:]]* ]] && words+=("")
  words[-1]+=${rest#"${rest%%[![:space:]]*}"}
}

# A word as typed, without the quotes and backslashes that the shell would take away.
_siyana_plain() {
  case $1 in
    \'*) plain=${1#\'} plain=${plain%\'} ;;
    \"*) plain=${1#\"} plain=${plain%\"} ;;
    \~/*) plain=$HOME/${1#\~/} plain=${plain//\\/} ;;
    *) plain=${1//\\/} ;;
  esac
}

# One line of the program's answer, quoted as the word being completed is. Inside quotes, a name that would end
# them is left to be typed.
_siyana_reply() {
  local line=${1#"$cut"}
  case $last in
    [\'\"]*) [[ $line == *[\'\"\`\$\\!]* ]] || COMPREPLY+=("$line") ;;
    *) printf -v line '%q' "$line" && COMPREPLY+=("$line") ;;
  esac
}

_siyana() {
  local -a words arguments=()
  local word plain line
  _siyana_words
  for word in "${words[@]:1}"; do
    _siyana_plain "$word"
    arguments+=("$plain")
  done
  # What stands before the piece that the shell will replace: `--format=`, or a tag up to its colon.
  local last=${words[-1]} cut=
  [[ $last == [\'\"]* ]] || { _siyana_plain "$2" && cut=${arguments[-1]%"$plain"}; }
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$2")
    else
      _siyana_reply "$line"
    fi
  done < <(command "$1" __complete -- "${arguments[@]}" 2>/dev/null)
}

complete -F _siyana siyana
