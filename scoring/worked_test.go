package scoring_test

import (
	"fmt"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// The worked example of docs/scoring.md, computed by hand, is read from its
// tables and held against the program: issue 3, "equals the program to the last
// digit".

// A passage is what follows a mark in the page, up to the next one, as tables.
type passage struct {
	mark   []string
	tables [][][]string // table, row, cell; without header and rule
}

var mark = regexp.MustCompile(`^<!-- (.*) -->$`)

func passages(tb testing.TB, page string) (out []passage) {
	tb.Helper()
	inTable := false
	for _, line := range strings.Split(page, "\n") {
		if m := mark.FindStringSubmatch(line); m != nil {
			out = append(out, passage{mark: strings.Fields(strings.Replace(m[1], ":", "", 1))})
		}
		row, isRow := strings.CutPrefix(line, "| ")
		if !isRow || len(out) == 0 {
			inTable = false
			continue
		}
		p := &out[len(out)-1]
		if !inTable {
			p.tables = append(p.tables, nil)
		}
		inTable = true
		cells := strings.Split(strings.TrimSuffix(row, " |"), " | ")
		for i := range cells {
			cells[i] = strings.Trim(cells[i], "`")
		}
		last := &p.tables[len(p.tables)-1]
		*last = append(*last, cells)
	}
	for i := range out {
		for j, rows := range out[i].tables {
			require.Greater(tb, len(rows), 2)
			out[i].tables[j] = rows[2:]
		}
	}
	return out
}

func written(cell string) string {
	if cell == "–" {
		return ""
	}
	return cell
}

func hour(tb testing.TB, cell string) time.Time {
	tb.Helper()
	if written(cell) == "" {
		return time.Time{}
	}
	t, err := time.Parse("2006-1-02 15:04 -0700", "2024-"+cell+" +0800")
	require.NoError(tb, err)
	return t
}

func often(cell string) int {
	n, _ := strconv.Atoi(written(cell))
	return n
}

func ratingIn(cell string) scoring.Rating {
	step, solved, _ := strings.Cut(written(cell), " ")
	if n, err := strconv.Atoi(step); err == nil {
		return scoring.Rating{Answer: scoring.Given, Step: n, Solved: scoring.Outcome(solved)}
	}
	return scoring.Rating{Answer: scoring.Answer(step)}
}

// responderIn reads a row of the responders' tables.
func responderIn(tb testing.TB, n int, p *passage, c []string) scoring.Observation {
	tb.Helper()
	return scoring.Observation{
		Matter: id(n), Serial: c[0], Unit: orgtree.Code(p.mark[1]), Group: scoring.Group(p.mark[2]), Side: scoring.Responder,
		List: scoring.List(c[1]), Role: scoring.Lead, Asked: q3.From(),
		Respond:  scoring.Duty{Due: hour(tb, c[2]), Done: hour(tb, c[3])},
		Complete: scoring.Duty{Due: hour(tb, c[4]), Done: hour(tb, c[5])},
		Outcome:  scoring.Outcome(written(c[6])), Whistler: ratingIn(c[7]), Sender: ratingIn(c[8]),
		Refused: often(c[9]), RefusedUnreasonably: often(c[10]), SentBack: often(c[11]), Reopened: often(c[12]),
		Excluded: scoring.Exclusion(written(c[13])),
	}
}

// whistlerIn reads a row of the whistlers' table.
func whistlerIn(tb testing.TB, n int, p *passage, c []string) scoring.Observation {
	tb.Helper()
	return scoring.Observation{
		Matter: id(n), Serial: c[0], Unit: orgtree.Code(p.mark[1]), Group: scoring.Group(p.mark[2]), Side: scoring.Whistler,
		List:     scoring.List(c[1]),
		Respond:  scoring.Duty{Due: hour(tb, c[2]), Done: hour(tb, c[3])},
		Complete: scoring.Duty{Due: hour(tb, c[4]), Done: hour(tb, c[5])},
		SentBack: often(c[6]), Overruled: c[7] == "yes", Ended: hour(tb, c[8]),
	}
}

// byHand reckons what a person would: numbers with ×, ÷ and +, products first.
func byHand(tb testing.TB, text string) *big.Rat {
	tb.Helper()
	sum := new(big.Rat)
	for _, product := range strings.Split(text, " + ") {
		x, op := big.NewRat(1, 1), "×"
		for _, word := range strings.Fields(product) {
			if word == "×" || word == "÷" {
				op = word
				continue
			}
			n, ok := new(big.Rat).SetString(word)
			require.True(tb, ok, "%q in %q", word, text)
			if op == "÷" {
				n.Inv(n)
			}
			x.Mul(x, n)
		}
		sum.Add(sum, x)
	}
	return sum
}

// holdTerm holds a row of the terms' table against the program, and the row's
// own arithmetic against itself.
func holdTerm(tb testing.TB, row []string, term *scoring.TermResult) {
	tb.Helper()
	value, share, got := "无值", "无值", "无值"
	if term.Value != nil {
		value, share, got = term.Value.Percent(), term.Share.String(), term.Points.String()
		require.Zero(tb, byHand(tb, row[2]).Cmp(rat(term.Num)), "%s: the hand's numerator", term.ID)
		require.Zero(tb, nearest(byHand(tb, row[10]), 4, scoring.HalfUp).Cmp(rat(term.Points)), "%s: the hand's points", term.ID)
	}
	require.Equal(tb, []string{term.ID, term.Num.String(), fmt.Sprint(term.Den), fmt.Sprint(term.Unrated), value, term.Weight.String(), share, got},
		[]string{row[0], row[3], row[4], row[5], row[6], row[7], row[8], row[9]})
	require.True(tb, strings.HasSuffix(row[1], " "+labelOfRate(term.Rate).En) && strings.HasPrefix(row[1], labelOfRate(term.Rate).Zh+" "), row[1])
}

func labelOfRate(id string) (l struct{ Zh, En string }) {
	for _, r := range scoring.Rates() {
		if r.ID == id {
			l.Zh, l.En = r.Label.Zh, r.Label.En
		}
	}
	return l
}

// holdOpinion holds a passage's tables against an opinion.
func holdOpinion(tb testing.TB, p *passage, o *scoring.Opinion) {
	tb.Helper()
	next := func() [][]string {
		require.NotEmpty(tb, p.tables, "a table is missing")
		rows := p.tables[0]
		p.tables = p.tables[1:]
		return rows
	}
	rows := next()
	require.Len(tb, rows, len(o.Terms))
	for i := range rows {
		holdTerm(tb, rows[i], &o.Terms[i])
	}
	var additions, deductions scoring.Fixed
	if all := slices.Concat(o.Additions, o.Deductions); len(all) > 0 {
		for i, row := range next() {
			a, sign := all[i], "−"
			if i < len(o.Additions) {
				sign = "+"
				additions += a.Points
			} else {
				deductions += a.Points
			}
			require.Equal(tb, []string{a.ID, sign, fmt.Sprint(a.Count), a.Each.String(), a.Cap.String(), a.Points.String()}, row)
		}
	}
	if len(o.Ceilings) > 0 {
		for i, row := range next() {
			c := o.Ceilings[i]
			holds := map[bool]string{true: "是", false: "否"}[c.Holds]
			require.Equal(tb, []string{c.ID, c.Num.String(), fmt.Sprint(c.Den), c.Value.Percent(), c.Below.Percent(), c.Most.String(), holds}, row)
		}
	}
	grade := ""
	for _, c := range o.Grade.Choices() {
		if c.Code == string(o.Grade) {
			grade = c.Label.Zh + " " + c.Label.En
		}
	}
	require.Equal(tb, [][]string{{o.Base.String(), additions.String(), deductions.String(), o.Raw.String(), o.Score.Text(2), grade}}, next())
	require.Empty(tb, p.tables)
}

func TestWorkedExample(t *testing.T) {
	page, err := os.ReadFile("../docs/scoring.md")
	require.NoError(t, err)
	var all []scoring.Observation
	held := 0
	for _, p := range passages(t, string(page)) {
		switch p.mark[0] {
		case "parts":
			for _, row := range p.tables[0] {
				all = append(all, responderIn(t, len(all), &p, row))
			}
		case "whistles":
			for _, row := range p.tables[0] {
				all = append(all, whistlerIn(t, len(all), &p, row))
			}
		case "opinion":
			rules, ok := scoring.ShippedJSON(p.mark[2])
			require.True(t, ok, p.mark[2])
			o := one(t, opine(t, must(scoring.DecodeRuleSet(rules)), all), orgtree.Code(p.mark[1]))
			holdOpinion(t, &p, &o)
			held++
		}
	}
	require.Equal(t, 5, held, "town and department under two rule sets, the whistler under one")
}
