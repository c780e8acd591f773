package annual

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// Settings are what an embedder decides about yearly assessments.
type Settings struct {
	governance.Limits
	// Schemes may be named by their id; any other is given whole.
	Schemes []assessment.Scheme
	// Figures are the kinds of institutions from which figures can be drawn: leaves
	// whose figure is called "case.on-time" take it from the kind "case".
	Figures []string
}

// LimitSheet is the name of the limit under which reviewers hand in their sheets.
const LimitSheet = "sheet"

// DefaultSettings take figures from some kinds.
func DefaultSettings(figures ...string) *Settings {
	return &Settings{
		Schemes: assessment.Shipped(), Figures: figures,
		Limits: governance.Limits{{
			Name: LimitSheet, Label: governance.Text{Zh: "评分表", En: "the sheet"}, Period: governance.Period{N: 10, Unit: governance.WorkingDays}, Source: "3 [D]",
			Sentence: governance.Text{Zh: "评委10个工作日内交回评分表：两周，够走访核实", En: "reviewers hand in their sheets within 10 working days: two weeks, time to go and look"},
		}},
	}
}

// Books are the institutions of the year.
type Books struct {
	Assessments *governance.Book[Assessment]
	Sheets      *governance.Book[Sheet]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Assessments.Shelf, b.Sheets.Shelf}
}

// New returns the books; assemble them together with those of package appraisal
// and the institutions that figures are drawn from.
func New(s *Settings) (Books, error) {
	problems := []error{s.Limits.Faults().Err()}
	for i := range s.Schemes {
		problems = append(problems, s.Schemes[i].Validate())
	}
	if err := errors.Join(problems...); err != nil {
		return Books{}, err
	}
	assessments, err := governance.NewBook(assessments(s))
	if err != nil {
		return Books{}, err
	}
	sheets, err := governance.NewBook(sheets(s))
	return Books{assessments, sheets}, err
}
