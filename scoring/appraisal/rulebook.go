package appraisal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// KindRuleBook is the kind under which rule sets are kept.
const KindRuleBook = "rulebook"

// The phases of a rule book.
const (
	Proposed governance.Phase = "proposed" // 拟定
	Adopted  governance.Phase = "adopted"  // 施行
	Retired  governance.Phase = "retired"  // 废止
)

// A RuleBook is a rule set of a district (考核规则). It never changes: another
// number is another version, so that an opinion can always be reckoned again.
type RuleBook struct {
	governance.Head
	Name  string         `json:"name" zh:"规则编号" en:"Id of the rule set"`
	No    int            `json:"no" zh:"版本" en:"Version"`
	Side  scoring.Side   `json:"side" zh:"角色" en:"Side"`
	Rules string         `json:"rules" zh:"规则" en:"The rule set, as canonical JSON"`
	Sum   scoring.Digest `json:"sum" zh:"摘要" en:"Digest"`
}

// Propose brings a rule set before the district.
type Propose struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
	Rules    string       `json:"rules" zh:"规则（JSON）" en:"The rule set, as JSON" rule:"required,max=60000"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Site is the district whose rules they are.
func (p Propose) Site() orgtree.Code { return p.District }

// canPropose wants sound rules whose version is new: what came with the program has
// its own.
func (s *Settings) canPropose(_ *RuleBook, cmd Propose, m *governance.Moment) error {
	var f governance.Faults
	if m.Org.Kind(cmd.District) != orgtree.District {
		f.Add("district", "not-a-district", "不是区", "is not a district")
	}
	rs, err := scoring.DecodeRuleSet([]byte(cmd.Rules))
	if i := slices.IndexFunc(s.Shipped, func(has scoring.RuleSet) bool { return has.ID == rs.ID }); i >= 0 && rs.Version <= s.Shipped[i].Version {
		f.Add("rules.version", "taken", "该版本已随系统施行，改动须用新的版本", "is a version that comes with the program: a change is a new one")
	}
	var invalid *governance.InvalidError
	if errors.As(err, &invalid) {
		for _, fault := range invalid.Faults {
			fault.Path = strings.TrimSuffix("rules."+fault.Path, ".") // what is no JSON at all has no path
			f = append(f, fault)
		}
	}
	return f.Err()
}

func (b *RuleBook) propose(cmd Propose, m *governance.Moment) {
	rs, _ := scoring.DecodeRuleSet([]byte(cmd.Rules)) // canPropose has found it sound
	b.Name, b.No, b.Side = rs.ID, rs.Version, rs.Side
	b.Rules = string(rs.Canonical())
	b.Sum = scoring.DigestOf([]byte(b.Rules))
	m.Take(b.claim())
}

// claim is that of a version: there is one of each in a district.
func (b *RuleBook) claim() governance.Claim {
	return governance.Claim(fmt.Sprintf("rulebook/%s/%s@%d", b.District, b.Name, b.No))
}

// Adopt puts a rule set into force for rounds to come.
type Adopt struct{}

// Verb is "adopt".
func (Adopt) Verb() string { return "adopt" }

// Retire takes a rule set out of force. What was formed by it stands.
type Retire struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "retire".
func (Retire) Verb() string { return "retire" }

func (b *RuleBook) retire(_ Retire, m *governance.Moment) { b.Close(m, string(Retired)) }

func (b *RuleBook) whoKeeps(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Centre, b.District), governance.Unit(b.District))
}

func (b *RuleBook) whoAdopts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.District))
}

func ruleBookTable(s *Settings) governance.Table[RuleBook] {
	byKeepers := governance.By("keepers", "中心或区", "the centre or the district", (*RuleBook).whoKeeps)
	byDistrict := governance.By("district", "区", "the district", (*RuleBook).whoAdopts)
	nothing := func(*RuleBook, Adopt, *governance.Moment) {}
	return governance.Table[RuleBook]{
		Phases: []governance.PhaseLabel{
			{Phase: Proposed, Label: governance.Text{Zh: "拟定", En: "proposed"}}, {Phase: Adopted, Label: governance.Text{Zh: "施行", En: "in force"}},
			{Phase: Retired, Label: governance.Text{Zh: "废止", En: "retired"}, Final: true},
		},
		Verbs: []governance.VerbLabel{
			{Verb: "propose", Label: governance.Text{Zh: "拟定规则", En: "Propose"}}, {Verb: "adopt", Label: governance.Text{Zh: "施行", En: "Adopt"}},
			{Verb: "retire", Label: governance.Text{Zh: "废止", En: "Retire"}},
		},
		Rules: []governance.Rule[RuleBook]{
			governance.On(governance.Phases(governance.Unopened), governance.Phases(Proposed), byKeepers, s.canPropose, (*RuleBook).propose).
				As("rulebook.propose", "3", "评分规则是数据，逐项校验，任何数字的改动都是新版本", "a rule set is data, validated row by row; a change of any number is a new version"),
			governance.On(governance.Phases(Proposed), governance.Phases(Adopted), byDistrict, nil, nothing).
				As("rulebook.adopt", "3 [D]", "由区决定施行：评价各单位的尺度不由评价者自定", "the district adopts: who measures does not make the measure").MustAct(),
			governance.On(governance.Phases(Proposed, Adopted), governance.Phases(Retired), byDistrict, nil, (*RuleBook).retire).
				As("rulebook.retire", "3 [D]", "不再施行的予以废止，已作出的评价不变", "what is no longer in force is retired; what was formed by it stands"),
		},
	}
}

// ruleSetWanted asks for a rule set by its id: the newest that the district has in
// force, or else a shipped one.
type ruleSetWanted struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
	Name     string       `json:"name" zh:"规则编号" en:"Id" rule:"required,max=64"`
}

func askRuleSet(s *Settings) governance.Question {
	return governance.Ask("ruleset", func(ctx context.Context, r *governance.Reader, p ruleSetWanted) (*scoring.RuleSet, error) {
		var newest *RuleBook
		err := r.Each(ctx, governance.Query{Among: []string{string(p.District)}, Phases: governance.Phases(Adopted)}, func(record any) bool {
			if b := record.(*RuleBook); b.Name == p.Name && (newest == nil || b.No > newest.No) {
				newest = b
			}
			return true
		})
		if err != nil {
			return nil, err
		}
		if newest != nil {
			rs, err := scoring.DecodeRuleSet([]byte(newest.Rules))
			return &rs, err
		}
		for i := range s.Shipped {
			if s.Shipped[i].ID == p.Name {
				return &s.Shipped[i], nil
			}
		}
		return nil, nil
	}).As("3", governance.Text{Zh: "施行的规则", En: "the rule set in force"}, governance.Text{Zh: "某一规则的现行版本", En: "the newest version of a rule set in force"}).ToDecisions()
}

// ruleSetUsed asks for the rule set that an opinion was formed by, in force or not.
type ruleSetUsed struct {
	District orgtree.Code   `json:"district" zh:"区" en:"District"`
	Digest   scoring.Digest `json:"digest" zh:"摘要" en:"Digest"`
}

func askRuleSetUsed(s *Settings) governance.Question {
	return governance.Ask("used", func(ctx context.Context, r *governance.Reader, p ruleSetUsed) (*scoring.RuleSet, error) {
		for i := range s.Shipped {
			if scoring.DigestOf(s.Shipped[i].Canonical()) == p.Digest {
				return &s.Shipped[i], nil
			}
		}
		var used *RuleBook
		err := r.Each(ctx, governance.Query{Among: []string{string(p.District)}}, func(record any) bool {
			if b := record.(*RuleBook); b.Sum == p.Digest {
				used = b
			}
			return used == nil
		})
		if err != nil || used == nil {
			return nil, err
		}
		rs, err := scoring.DecodeRuleSet([]byte(used.Rules))
		return &rs, err
	}).As("3", governance.Text{Zh: "所用规则", En: "the rule set used"}, governance.Text{Zh: "某一参考意见所用的规则", En: "the rule set that an opinion was formed by"}).ToDecisions()
}

func ruleBooks(s *Settings) governance.Institution[RuleBook] {
	return governance.Institution[RuleBook]{
		Kind: KindRuleBook, Path: "rulebooks", Source: "3", Schema: 1, Table: ruleBookTable(s), Policy: s.Limits,
		Label:    governance.Text{Zh: "考核规则", En: "rule set"},
		Sentence: governance.Text{Zh: "考核评价的评分规则：权重、线、加分扣分、等次、取舍", En: "the rules by which units are scored: weights, thresholds, additions, deductions, grades, rounding"},
		File: func(b *RuleBook, h *governance.Header) {
			h.Class, h.Title, h.Unit = string(b.Side), b.Name, string(b.District)
		},
		Class: "side",
		Audience: func(b *RuleBook, to []governance.Address) []governance.Address {
			if b.Phase != Proposed { // whoever is measured may read the measure
				to = append(to, governance.Public)
			}
			return b.whoKeeps(to)
		},
		Page: func(b *RuleBook, _ *orgtree.Tree) string {
			rs, err := scoring.DecodeRuleSet([]byte(b.Rules))
			if err != nil {
				return ""
			}
			return rs.Markdown("zh")
		},
		Asks: []governance.Question{askRuleSet(s), askRuleSetUsed(s)},
	}
}
