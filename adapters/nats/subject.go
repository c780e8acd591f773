package nats

import (
	"strings"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Subject is the subject of an event below a prefix: kind, district and command,
// each one token.
func Subject(prefix string, e *feed.Event) string {
	var b strings.Builder
	b.Grow(len(prefix) + len(e.Kind) + len(e.District) + len(e.Command) + 3)
	b.WriteString(prefix)
	for _, token := range []string{e.Kind, string(e.District), e.Command} {
		b.WriteByte('.')
		escape(&b, token)
	}
	return b.String()
}

// nobody stands for a token that is empty, which a subject cannot have.
const nobody = "_"

// escape writes a text as one token: no dot, wildcard or space of it counts as
// one. Different texts give different tokens.
func escape(b *strings.Builder, text string) {
	switch text {
	case "":
		b.WriteString(nobody)
		return
	case nobody:
		b.WriteString("=5F")
		return
	}
	const digits = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'=', digits[c>>4], digits[c&15]})
	}
}
