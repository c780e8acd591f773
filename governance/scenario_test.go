package governance_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
)

var update = flag.Bool("update", false, "write the transcripts of testdata/*.txt anew")

// TestScenarios plays testdata/*.txt. A line at the margin is a step; the lines
// indented below it are what it led to. Lines with # are remarks.
//
//	now 2024-09-27 09:00           the clock is moved, nothing else
//	sweep                          time acts on everything due by now
//	ann ask a room=… purpose=…     a person gives a command to loan a
//	deng lend a key=7 @2 !k1       … relying on version 2, with idempotency key k1
//	ann sees a                     the loan as a person sees it
//	desk deng                      what lies on somebody's desk
//	history a                      the entries of loan a; verify a checks them
//	slip a                         the public tag of loan a
//	org move 350205001001 parent=350205002 day=2024-09-28
//	notice work=2024-10-05         a corrected notice; recompute lets it move deadlines
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			got := newPlay(t).transcript(string(want))
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			was, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := range max(len(was), len(is)) {
				if i >= len(was) || i >= len(is) || was[i] != is[i] {
					t.Fatalf("line %d:\n- %s\n+ %s", i+1, strings.Join(was[i:min(i+1, len(was))], ""), strings.Join(is[i:min(i+1, len(is))], ""))
				}
			}
		})
	}
}

// A play is one scenario on stage.
type play struct {
	*world
	names map[string]uuid.UUID
}

func newPlay(t testing.TB) *play { return &play{world: newWorld(t), names: map[string]uuid.UUID{}} }

func (p *play) transcript(script string) string {
	var out strings.Builder
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "    ") {
			continue
		}
		out.WriteString(line + "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for _, said := range p.step(strings.Fields(line)) {
			out.WriteString("    " + said + "\n")
		}
	}
	return out.String()
}

func (p *play) step(words []string) []string {
	switch words[0] {
	case "now":
		p.to(words[1] + " " + words[2])
		return nil
	case "sweep":
		n, err := p.office.Sweep(p.Context())
		return append(p.said(err), fmt.Sprintf("%d", n))
	case "recompute":
		n, err := p.office.Recompute(p.Context())
		return append(p.said(err), fmt.Sprintf("%d", n))
	case "notice":
		return p.notice(words[1:])
	case "desk":
		return p.deskOf(words[1])
	case "history":
		return p.history(words[1])
	case "verify":
		if err := p.loans.Verify(p.Context(), p.names[words[1]]); err != nil {
			return p.said(err)
		}
		return []string{"the history is the one that was written"}
	case "slip":
		return p.slip(words[1])
	case "org":
		return p.organise(words[1:])
	}
	if words[1] == "sees" {
		return p.sees(words[0], words[2])
	}
	return p.command(words)
}

// command gives a command: person verb name field=value … @version !key.
func (p *play) command(words []string) []string {
	req := governance.Request{Actor: p.actor(words[0]), ID: p.names[words[2]]}
	values := map[string]any{}
	for _, w := range words[3:] {
		name, value, _ := strings.Cut(w, "=")
		switch w[0] {
		case '@':
			req.Version, _ = strconv.ParseInt(w[1:], 10, 64)
		case '!':
			req.Key = w[1:]
		default:
			p.put(values, name, value)
		}
	}
	cmd, err := decode(p.loans.Describe(), words[1], values)
	require.NoError(p, err, "%v", words)
	req.Command, req.Digest = cmd, governance.Digest(sha256.Sum256(fmt.Append(nil, words[1], cmd)))
	req.Render = func(v *governance.View) ([]byte, error) { return fmt.Appendf(nil, "v%d %s", v.Version, v.Phase), nil }
	before := p.entries(loanRef(req.ID))
	receipt, err := p.loans.Shelf.Do(p.Context(), req)
	if err != nil {
		return p.said(err)
	}
	if receipt.Replayed {
		return []string{"again: " + string(receipt.Answer)}
	}
	p.names[words[2]] = receipt.View.Ref.ID
	return p.entriesSaid(p.entries(receipt.View.Ref)[len(before):])
}

// put sets a possibly nested value: numbers, booleans and names of loans are
// understood, the rest is text.
func (p *play) put(values map[string]any, name, value string) {
	if outer, inner, nested := strings.Cut(name, "."); nested {
		if values[outer] == nil {
			values[outer] = map[string]any{}
		}
		p.put(values[outer].(map[string]any), inner, value)
		return
	}
	if id, ok := p.names[value]; ok {
		values[name] = id
	} else if n, err := strconv.Atoi(value); err == nil && name != "key" && name != "room" && name != "phone" && name != "card" {
		values[name] = n
	} else if value == "true" {
		values[name] = true
	} else {
		values[name] = value
	}
}

// decode makes a command of named values, as an adapter does.
func decode(about *governance.Description, verb string, values map[string]any) (governance.Command, error) {
	into, ok := about.Command(verb)
	if !ok {
		return nil, errors.New("no such verb " + verb)
	}
	raw, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(raw, into)
	return reflect.ValueOf(into).Elem().Interface().(governance.Command), err
}

// entriesSaid is a line for each entry.
func (p *play) entriesSaid(entries []governance.Entry) (out []string) {
	for i := range entries {
		e := &entries[i]
		line := fmt.Sprintf("v%d %s %s by %s", e.Version, day(e.AsOf), e.Rule, who(e.By))
		if !e.AsOf.Equal(e.At) {
			line += ", written " + day(e.At)
		}
		if !e.Cause.IsZero() {
			line += ", because of " + p.nameOf(e.Cause.Ref.ID)
		}
		out = append(out, line)
	}
	return out
}

func day(t time.Time) string { return t.In(civil.Zone).Format("01-02 15:04:05") }

func who(s governance.Stamp) string {
	if s.System {
		return "time"
	}
	return strings.TrimSpace(s.Person + " " + s.Post)
}

func (p *play) nameOf(id uuid.UUID) string {
	for name, known := range p.names {
		if known == id {
			return name
		}
	}
	return "another record"
}

// said is what a person is told of an error, in both languages.
func (p *play) said(err error) []string {
	if err == nil {
		return nil
	}
	var explained interface{ Explain() governance.Text }
	if !errors.As(err, &explained) {
		return []string{"error: " + err.Error()}
	}
	t := explained.Explain()
	out := []string{fmt.Sprintf("refused: %s | %s", t.Zh, t.En)}
	var notAllowed *governance.NotAllowedError
	if errors.As(err, &notAllowed) && len(notAllowed.From) > 0 {
		out = append(out, fmt.Sprintf("allowed in %v", notAllowed.From))
	}
	var invalid *governance.InvalidError
	if errors.As(err, &invalid) {
		for _, f := range invalid.Faults {
			out = append(out, fmt.Sprintf("%s (%s): %s | %s", f.Path, f.Code, f.Detail.Zh, f.Detail.En))
		}
	}
	return out
}

// sees shows a loan as one person sees it now, in Chinese.
func (p *play) sees(person, name string) []string {
	view, err := p.loans.Shelf.Get(p.Context(), p.actor(person), p.names[name])
	if err != nil {
		return p.said(err)
	}
	raw, err := view.JSON("zh")
	require.NoError(p, err)
	var v struct {
		Version                     int
		PhaseLabel, Purpose, Serial string
		Outcome                     *string
		Borrower                    json.RawMessage
		Deadlines                   []struct {
			Label, State, Warned string
			Due                  time.Time
			Provisional          bool
		}
		Actions []struct{ Label string }
	}
	require.NoError(p, json.Unmarshal(raw, &v))
	line := fmt.Sprintf("%s v%d %s", v.Serial, v.Version, v.PhaseLabel)
	if v.Outcome != nil {
		line += " " + *v.Outcome
	}
	out := []string{line, strings.TrimSpace("用途 " + v.Purpose), "借用人 " + string(v.Borrower)}
	for _, d := range v.Deadlines {
		mark := ""
		if d.Provisional {
			mark = " 暂定"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s 至 %s %s%s %s", d.Label, day(d.Due), d.State, mark, d.Warned)))
	}
	labels := []string{}
	for _, a := range v.Actions {
		labels = append(labels, a.Label)
	}
	return append(out, "可办："+strings.Join(labels, " "))
}

func (p *play) deskOf(person string) []string {
	views, _, err := p.loans.List(p.Context(), p.actor(person), governance.Query{Desk: true, Order: governance.Newest})
	require.NoError(p, err)
	names := []string{}
	for _, v := range views {
		names = append(names, p.nameOf(v.Ref.ID))
	}
	slices.Sort(names)
	return []string{fmt.Sprint(names)}
}

// history lists what changed in each entry, values masked as for a stranger to
// the identity.
func (p *play) history(name string) (out []string) {
	entries, err := p.loans.History(p.Context(), p.actor(deng), p.names[name], 0, 1000)
	if err != nil {
		return p.said(err)
	}
	for _, e := range entries {
		var changed []string
		for _, f := range e.Changes {
			changed = append(changed, f.Name)
		}
		line := fmt.Sprintf("v%d %s %s", e.Version, e.Label.Zh, strings.Join(changed, ","))
		for _, f := range e.Body {
			line += fmt.Sprintf(" %s=%s", f.Name, f.Value)
		}
		out = append(out, line)
	}
	return out
}

// slip reads the tag as somebody without an account.
func (p *play) slip(name string) []string {
	tag := governance.Ref{Kind: "tag", ID: p.loanOf(name).Slip}
	view, err := p.tags.Shelf.Get(p.Context(), governance.Actor{}, tag.ID)
	if err != nil {
		return append(p.said(err), p.entriesSaid(p.entries(tag))...)
	}
	t := view.Record().(*Tag)
	return append([]string{fmt.Sprintf("v%d %s %s", view.Version, view.Phase, t.Text)}, p.entriesSaid(p.entries(tag))...)
}

func (p *play) loanOf(name string) *Loan {
	l, err := p.loans.Get(p.Context(), governance.Actor{System: true}, p.names[name])
	require.NoError(p, err)
	return l
}

// organise changes the organisation: move, merge, dissolve, end.
func (p *play) organise(words []string) []string {
	values := map[string]any{"code": words[1]}
	for _, w := range words[2:] {
		name, value, _ := strings.Cut(w, "=")
		values[name] = value
	}
	if words[0] == "end-post" {
		values["id"] = words[1]
	}
	cmd, err := decode(p.orgs.Describe(), words[0], values)
	require.NoError(p, err)
	_, err = p.orgs.Do(p.Context(), governance.Request{Actor: p.actor(zhong), ID: organisation.ID(district), Command: cmd})
	require.NoError(p, p.dir.Refresh(p.Context()))
	return p.said(err)
}

// notice corrects the notice of 2024 by days worked or off in mid-course.
func (p *play) notice(words []string) []string {
	n := workday.Notice{Number: "更正" + strconv.Itoa(len(p.calendar().Notices())), Year: 2024, Patch: true, Issued: civil.DateOf(p.clock())}
	for _, w := range words {
		name, value, _ := strings.Cut(w, "=")
		for text := range strings.SplitSeq(value, ",") {
			switch d := civil.MustParse(text); name {
			case "off":
				n.Off = append(n.Off, d)
			case "work":
				n.Work = append(n.Work, d)
			case "plain":
				n.Plain = append(n.Plain, d)
			}
		}
	}
	next, err := p.calendar().WithNotice(n)
	require.NoError(p, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cal = next
	return nil
}
