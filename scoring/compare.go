package scoring

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
)

// A Difference says what changed from one edition of an opinion to another, row
// by row: an accepted objection is seen here, never hidden in a number.
type Difference struct {
	Peer    Peer     `json:"peer"`
	Period  Period   `json:"period"`
	Old     Citation `json:"old"`
	New     Citation `json:"new"`
	Changes []Change `json:"changes"` // empty where only the edition differs
}

// A Citation names one edition of an opinion for good: what an assessment that
// uses it writes down.
type Citation struct {
	Peer    Peer   `json:"peer"`
	Period  Period `json:"period"`
	Edition int    `json:"edition"`
	Digest  Digest `json:"digest"`
}

// Cite returns the opinion's citation.
func (o *Opinion) Cite() Citation { return Citation{o.Peer, o.Period, o.Edition, o.Digest()} }

// A Change is one fact that differs. A fact that an edition does not state is
// empty there.
type Change struct {
	Row   string          `json:"row,omitempty"` // id of the term, adjustment or ceiling; empty for the whole
	Field string          `json:"field"`         // stable: score, rank, num, den …
	Label governance.Text `json:"label"`
	Old   governance.Text `json:"old,omitzero"`
	New   governance.Text `json:"new,omitzero"`
}

// OtherOpinionError says that two opinions are not editions of one.
type OtherOpinionError struct{}

// Error describes the fault in English.
func (*OtherOpinionError) Error() string {
	return "scoring: not editions of one opinion: unit, side or period differ"
}

// Zh describes the fault in Chinese.
func (*OtherOpinionError) Zh() string {
	return "单位、所属方或周期不同，不是同一参考意见的两个版次"
}

// Compare says what changed between two editions. The error is an
// [*OtherOpinionError] where they are not on the same unit and period.
func Compare(before, after *Opinion) (Difference, error) {
	if before.Peer != after.Peer || before.Period != after.Period {
		return Difference{}, &OtherOpinionError{}
	}
	d := Difference{Peer: after.Peer, Period: after.Period, Old: before.Cite(), New: after.Cite()}
	was, is := before.facts(), after.facts()
	for _, f := range was {
		now, _ := find(is, f)
		d.note(f, f.value, now)
	}
	for _, f := range is {
		if _, there := find(was, f); !there {
			d.note(f, governance.Text{}, f.value)
		}
	}
	return d, nil
}

// find looks the same fact up in another edition.
func find(in []fact, like fact) (value governance.Text, there bool) {
	i := slices.IndexFunc(in, func(f fact) bool { return f.row == like.row && f.field == like.field })
	if i < 0 {
		return governance.Text{}, false
	}
	return in[i].value, true
}

func (d *Difference) note(f fact, was, is governance.Text) {
	if was != is {
		d.Changes = append(d.Changes, Change{f.row, f.field, f.label, was, is})
	}
}

// Markdown writes the difference as a page, in Chinese or English.
func (d *Difference) Markdown(lang string) string {
	var b strings.Builder
	w := words.in(lang)
	fmt.Fprintf(&b, "# %s\n\n%s · %s\n\n", w.difference, markdown.Cell(string(d.Peer.Unit)), d.Period.Text().In(lang))
	fmt.Fprintf(&b, "- %s\n- %s\n\n", d.Old.line(lang), d.New.line(lang))
	if len(d.Changes) == 0 {
		b.WriteString(w.same + "\n")
		return b.String()
	}
	markdown.Table(&b, w.changeColumns, len(d.Changes), func(i int) []string {
		c := &d.Changes[i]
		return []string{markdown.Code(c.Row), c.Label.In(lang), markdown.Dash(c.Old.In(lang)), markdown.Dash(c.New.In(lang))}
	})
	return b.String()
}

func (c *Citation) line(lang string) string {
	return fmt.Sprintf(words.in(lang).edition, c.Edition) + " · SHA-256 `" + c.Digest.String() + "`"
}
