package governance

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is made public holds no personal data. Who writes a summary is helped by
// what can be told from the text alone: that it repeats something that is known to be
// personal, or holds a number as people have them.

// Bare is a text without spaces and punctuation, its wide letters and digits (全角)
// as narrow ones, its letters small: what is left is the same however it is written.
func Bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r = narrow(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// Repeats reports whether a text repeats what is personal, however either is spaced,
// punctuated or widened. What has fewer characters than atLeast says too little.
func Repeats(text, personal string, atLeast int) bool {
	personal = Bare(personal)
	return utf8.RuneCountInString(personal) >= atLeast && strings.Contains(Bare(text), personal)
}

func narrow(r rune) rune {
	switch {
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	case r == '\u3000':
		return ' '
	}
	return r
}

// numberForm finds mobile and landline numbers, ID numbers and card numbers.
var numberForm = regexp.MustCompile(`(^|\D)((\+?86[ .-]?)?1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}|0\d{2,3}[ .-]?\d{7,8}|\d{17}[\dXx]|\d{15,19})(\D|$)`)

// shortestNumber is how many digits the shortest of those numbers has.
const shortestNumber = 10

// HoldsNumber reports whether a text repeats a number of a person. Few hold enough
// digits to be looked at closely.
func HoldsNumber(text string) bool {
	digits := 0
	text = strings.Map(func(r rune) rune {
		r = narrow(r)
		if '0' <= r && r <= '9' {
			digits++
		}
		return r
	}, text)
	return digits >= shortestNumber && numberForm.MatchString(text)
}
