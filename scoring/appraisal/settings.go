package appraisal

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

// Settings are what an embedder decides about appraisal.
type Settings struct {
	governance.Limits
	// Source is the kind of the institution whose matters are scored: "case".
	Source string
	// Shipped are the rule sets that every district has, besides those it adopts.
	Shipped []scoring.RuleSet
}

// DefaultSettings score matters of a kind by the shipped rule sets.
func DefaultSettings(source string) *Settings {
	return &Settings{Source: source, Shipped: scoring.Shipped(), Limits: governance.Limits{
		limit(LimitObject, "申诉", "objecting", 5, "3 [D]", "参考意见印发后5个工作日内可以申诉：够核对清单，又不拖过下一季度", "a unit may object within 5 working days of the opinion: time to check the list, and well before the next quarter"),
		limit(LimitRuling, "申诉处理", "ruling on the objection", 5, "3 [D]", "申诉后5个工作日内处理", "ruled upon within 5 working days"),
	}}
}

// The names of the limits.
const (
	LimitObject = "object"
	LimitRuling = "ruling"
)

func limit(name, zh, en string, days int, source, sayZh, sayEn string) governance.Limit {
	return governance.Limit{
		Name: name, Label: governance.Text{Zh: zh, En: en}, Period: governance.Period{N: days, Unit: governance.WorkingDays},
		Source: source, Sentence: governance.Text{Zh: sayZh, En: sayEn},
	}
}

// Validate names everything in the settings that cannot be worked with.
func (s *Settings) Validate() error {
	var f governance.Faults
	if s.Source == "" {
		f.Add("source", "required", "缺少事项来源", "is missing")
	}
	f = append(f, s.Limits.Faults()...)
	problems := []error{f.Err()}
	for i := range s.Shipped {
		problems = append(problems, s.Shipped[i].Validate())
	}
	return errors.Join(problems...)
}

// Books are the institutions of appraisal.
type Books struct {
	Rules    *governance.Book[RuleBook]
	Rounds   *governance.Book[Round]
	Opinions *governance.Book[Opinion]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Rules.Shelf, b.Rounds.Shelf, b.Opinions.Shelf}
}

// New returns the books; assemble all of them together with the institution that
// has the matters.
func New(s *Settings) (Books, error) {
	if err := s.Validate(); err != nil {
		return Books{}, err
	}
	rules, err := governance.NewBook(ruleBooks(s))
	if err != nil {
		return Books{}, err
	}
	rounds, err := governance.NewBook(rounds(s))
	if err != nil {
		return Books{}, err
	}
	opinions, err := governance.NewBook(opinions(s))
	return Books{rules, rounds, opinions}, err
}
