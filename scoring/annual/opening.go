package annual

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// Open begins the assessment of a unit by a scheme.
type Open struct {
	Unit      orgtree.Code `json:"unit" zh:"被考核单位" en:"Unit assessed" rule:"required"`
	Period    string       `json:"period" zh:"周期（起/止）" en:"Period, from/to" rule:"required,max=64"`
	Scheme    string       `json:"scheme" zh:"方案编号或内容（JSON）" en:"Id of a scheme, or the scheme as JSON" rule:"required,max=60000"`
	Reviewers []Reviewer   `json:"reviewers,omitempty" zh:"评委" en:"Reviewers" rule:"max=200" personal:"identity"`
}

// Verb is "open".
func (Open) Verb() string { return "open" }

// Site is the unit assessed.
func (o Open) Site() orgtree.Code { return o.Unit }

// named finds the scheme of a command: one that comes with the settings, or one
// given whole. Faults of the latter have their paths behind "scheme".
func (o *Open) named(m *governance.Moment, f *governance.Faults) assessment.Scheme {
	for _, s := range m.Policy.(*Settings).Schemes {
		if s.ID == o.Scheme {
			return s
		}
	}
	if !strings.HasPrefix(strings.TrimSpace(o.Scheme), "{") {
		f.Add("scheme", "unknown-scheme", "没有这一方案", "is not a scheme")
		return assessment.Scheme{}
	}
	s, err := assessment.DecodeScheme([]byte(o.Scheme))
	for _, fault := range within("", err) {
		fault.Path = strings.TrimSuffix("scheme."+fault.Path, ".") // what is no JSON at all has no path
		*f = append(*f, fault)
	}
	return s
}

func (a *Assessment) canOpen(cmd Open, m *governance.Moment) error {
	var f governance.Faults
	if !m.Org.Has(cmd.Unit) {
		f.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
	}
	if _, err := scoring.ParsePeriod(cmd.Period); err != nil {
		f.Add("period", "bad-period", "周期应写作 2024-01-01/2025-01-01", "is written 2024-01-01/2025-01-01")
	}
	before := len(f)
	scheme := cmd.named(m, &f)
	sound := len(f) == before // or else its reviewers are not known either
	for i, r := range cmd.Reviewers {
		path := fmt.Sprintf("reviewers[%d]", i)
		if !m.Org.Has(r.Unit) {
			f.Add(path+".unit", "unknown-unit", "没有这个单位", "is not a unit")
		}
		if sound && len(reviewed(scheme, r.Kind)) == 0 {
			f.Add(path+".kind", "unknown-code", "方案没有这一类评委", "is no kind of reviewer of the scheme")
		}
	}
	if sound {
		cmd.fits(&scheme, &f)
	}
	if err := f.Err(); err != nil {
		return err
	}
	if earlier, ok := governance.Answered[*editions](m, KindAssessment, "editions"); ok && earlier.open {
		return governance.Refuse("该单位同一方案的考核尚未公布", "an assessment of the unit by the same scheme is still open")
	}
	return nil
}

// fits names reviewers whose sheets could never be combined: who would hand in two
// for one indicator or review their own unit, more than a kind expects, more than
// one assessment can hand out.
func (o *Open) fits(scheme *assessment.Scheme, f *governance.Faults) {
	material := assessment.Material{Unit: o.Unit}
	var whose []int
	for i, r := range o.Reviewers {
		for _, n := range reviewed(*scheme, r.Kind) {
			material.Sheets = append(material.Sheets, assessment.Sheet{Leaf: n.ID, Kind: r.Kind, Reviewer: r.id(), Unit: r.Unit})
			whose = append(whose, i)
		}
	}
	if len(whose) > mostSheets {
		f.Add("reviewers", "too-many", fmt.Sprintf("评分表不得超过%d份", mostSheets), fmt.Sprintf("would get more than %d sheets", mostSheets))
		return
	}
	err, named := material.Validate(scheme), map[string]bool{}
	for i, who := range whose {
		for _, fault := range within(fmt.Sprintf("sheets[%d]", i), err) {
			fault.Path = fmt.Sprintf("reviewers[%d]%s", who, strings.TrimPrefix(fault.Path, ".reviewer"))
			if !named[fault.Path] {
				named[fault.Path] = true
				*f = append(*f, fault)
			}
		}
	}
}

// within are the faults of an error at a path and below it, without the path; of
// the empty path: all.
func within(path string, err error) (out []governance.Fault) {
	var invalid *governance.InvalidError
	if errors.As(err, &invalid) {
		for _, fault := range invalid.Faults {
			if rest, ok := strings.CutPrefix(fault.Path, path); ok && (path == "" || rest == "" || rest[0] == '.') {
				fault.Path = rest
				out = append(out, fault)
			}
		}
	}
	return out
}

// reviewed are the indicators that a kind of reviewer has sheets for.
func reviewed(s assessment.Scheme, kind string) (out []*assessment.Node) {
	leaves(s.Nodes, func(n *assessment.Node) {
		if n.Sheets != nil && slices.ContainsFunc(n.Sheets.Kinds, func(k assessment.ReviewerKind) bool { return k.ID == kind }) {
			out = append(out, n)
		}
	})
	return out
}

func (a *Assessment) open(cmd Open, m *governance.Moment) {
	var none governance.Faults
	s := cmd.named(m, &none)
	a.Unit, a.Name, a.Edition = cmd.Unit, m.Org.Name(cmd.Unit), 1
	a.Period, _ = scoring.ParsePeriod(cmd.Period)
	a.Rules = string(s.Canonical())
	a.Scheme = scoring.RulesRef{ID: s.ID, Version: s.Version, Title: s.Title, Digest: scoring.DigestOf([]byte(a.Rules))}
	if before, ok := governance.Answered[*editions](m, KindAssessment, "editions"); ok {
		a.Edition = before.newest + 1
	}
	a.Reviewers, a.Cited, a.Figures, a.Uses = cmd.Reviewers, []Citing{}, []assessment.FigureGiven{}, []Use{}
	m.Take(a.claim())
}

// claim is that of an edition.
func (a *Assessment) claim() governance.Claim {
	return governance.Claim(fmt.Sprintf("assessment/%s/%s/%s#%d", a.Scheme.ID, a.Unit, a.Period, a.Edition))
}

// Collect hands the sheets out to the reviewers and begins the collecting.
type Collect struct{}

// Verb is "collect".
func (Collect) Verb() string { return "collect" }

// mostSheets bounds how many sheets one assessment hands out.
const mostSheets = 500

func (a *Assessment) collect(_ Collect, m *governance.Moment) {
	s := a.scheme()
	for _, r := range a.Reviewers {
		for _, n := range reviewed(s, r.Kind) {
			a.Sheets = append(a.Sheets, m.Open(KindSheet, HandOut{
				District: a.District, Assessment: m.Ref.ID, Unit: a.Unit, Leaf: n.ID, Label: n.Label, Reviewer: r,
			}).ID)
		}
	}
}

// Drop ends an assessment that was not published.
type Drop struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "drop".
func (Drop) Verb() string { return "drop" }

func (a *Assessment) drop(_ Drop, m *governance.Moment) {
	a.sheets(m, TakeBack{})
	m.Release(a.claim())
	a.Close(m, string(Dropped))
}

// sheets gives a command to all sheets that were handed out.
func (a *Assessment) sheets(m *governance.Moment, cmd governance.Command) {
	for _, id := range a.Sheets {
		m.Send(governance.Ref{Kind: KindSheet, ID: id}, cmd)
	}
}
