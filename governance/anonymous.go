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

// A BareText is a text without spaces and punctuation, its wide letters and digits
// (全角) as narrow ones and all letters small: two that say the same are the same.
type BareText string

// Bare is what is left of a text.
func Bare(text string) BareText {
	return BareText(strings.Map(func(r rune) rune {
		if r = narrow(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text))
}

// Repeats reports whether the text repeats what is personal, however either is spaced,
// punctuated or widened. What has fewer characters than atLeast says too little.
func (b BareText) Repeats(personal string, atLeast int) bool {
	bare := string(Bare(personal))
	return utf8.RuneCountInString(bare) >= atLeast && strings.Contains(string(b), bare)
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
