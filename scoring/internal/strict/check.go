package strict

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// The bounds of what people write. [D]: far from what anybody needs, near enough
// that a page of rules stays a page.
const (
	MostID       = 64      // bytes of an id
	MostSentence = 500     // characters of a text
	MostVersion  = 1000000 // of a document
)

// A Checker gathers what is wrong with a document of rules. It is the owner of
// its ids: a row is named by its id alone, so that none may stand twice.
type Checker struct {
	Faults governance.Faults
	ids    map[string]bool
}

// Blame notes one fault.
func (c *Checker) Blame(path, code, zh, en string) { c.Faults.Add(path, code, zh, en) }

// UnknownCode blames a code that is none.
func (c *Checker) UnknownCode(path string) {
	c.Blame(path, "unknown-code", "不在可选范围内", "is not one of the codes")
}

// ID wants 1 to 64 lower-case letters, digits, hyphens and dots.
func (c *Checker) ID(path, id string) {
	ok := id != "" && len(id) <= MostID && id[0] != '-' && id[0] != '.'
	for i := range len(id) {
		b := id[i]
		ok = ok && (b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.')
	}
	if !ok {
		c.Blame(path, "bad-id", "应为1至64位小写字母、数字、连字符或点", "is not 1 to 64 lower-case letters, digits, hyphens or dots")
	}
}

// RowID wants an id that no other row of the document has.
func (c *Checker) RowID(path, id string) {
	c.ID(path, id)
	if c.ids[id] && id != "" {
		c.Blame(path, "duplicate", "编号重复", "is the id of another row")
	}
	if c.ids == nil {
		c.ids = map[string]bool{}
	}
	c.ids[id] = true
}

// Head checks what every document of rules begins with.
func (c *Checker) Head(id string, version int, title, source governance.Text) {
	c.ID("id", id)
	Within(c, "version", version, 1, MostVersion)
	c.Text("title", title)
	c.Text("source", source)
}

// Text wants both languages, a line each.
func (c *Checker) Text(path string, t governance.Text) {
	c.sentence(path+".zh", t.Zh)
	c.sentence(path+".en", t.En)
}

func (c *Checker) sentence(path, s string) {
	switch {
	case strings.TrimSpace(s) == "":
		c.Blame(path, "required", "必填", "is required")
	case !utf8.ValidString(s) || strings.ContainsFunc(s, Unprintable):
		c.Blame(path, "bad-text", "含有不可用的字符", "holds characters that are not allowed")
	case utf8.RuneCountInString(s) > MostSentence:
		c.Blame(path, "too-long", "不得超过500字", "has more than 500 characters")
	}
}

// Unprintable are characters that would be written in more than one way in JSON,
// or break a page: a sentence is one line.
func Unprintable(r rune) bool { return !unicode.IsPrint(r) }

// Count wants a number of elements.
func (c *Checker) Count(path string, n, least, most int) {
	switch {
	case n < least && n == 0:
		c.Blame(path, "required", "必填", "is required")
	case n < least:
		c.Blame(path, "too-few", fmt.Sprintf("不得少于%d项", least), fmt.Sprintf("has fewer than %d elements", least))
	case n > most:
		c.Blame(path, "too-many", fmt.Sprintf("不得超过%d项", most), fmt.Sprintf("has more than %d elements", most))
	}
}

// Within wants a number between two others, both included.
func Within[N ~int | ~int64](c *Checker, path string, n, low, high N) {
	if n < low || n > high {
		c.Blame(path, "out-of-range", fmt.Sprintf("应在%v至%v之间", low, high), fmt.Sprintf("is not between %v and %v", low, high))
	}
}
