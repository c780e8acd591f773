package scoring

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Grade is how good a score is (等次).
type Grade string

// The grades.
const (
	Excellent Grade = "excellent" // 优秀
	Good      Grade = "good"      // 良好
	Fair      Grade = "fair"      // 一般
	Poor      Grade = "poor"      // 较差
)

// Choices lists the grades with their labels, from the best down.
func (Grade) Choices() []governance.Choice { return gradeChoices }

var gradeChoices = []governance.Choice{
	choice(Excellent, "优秀", "excellent"), choice(Good, "良好", "good"), choice(Fair, "一般", "fair"), choice(Poor, "较差", "poor"),
}

// A Threshold is the score from which a grade is given.
type Threshold struct {
	Grade  Grade           `json:"grade"`
	From   Fixed           `json:"from"` // points
	Source governance.Text `json:"source"`
}

// Grades are the thresholds of a document of rules, from the best down; the last
// is from 0, so that every score has exactly one grade.
type Grades []Threshold

// Of is the grade of a score.
func (gs Grades) Of(score Fixed) Grade {
	for _, g := range gs {
		if score >= g.From {
			return g.Grade
		}
	}
	return ""
}

// Faults names everything that is wrong with the thresholds; paths begin at
// "grades".
func (gs Grades) Faults() governance.Faults {
	var c strict.Checker
	c.Count("grades", len(gs), 1, len(gradeChoices))
	best := -1
	for i, g := range gs {
		path := fmt.Sprintf("grades[%d]", i)
		place := g.Grade.place()
		switch {
		case place < 0:
			c.UnknownCode(path + ".grade")
		case place <= best:
			c.Blame(path+".grade", "out-of-order", "等次应由高到低且不重复", "is not worse than the grade before")
		default:
			best = place
		}
		strict.Within(&c, path+".from", g.From, 0, hundred)
		if i > 0 && g.From >= gs[i-1].From {
			c.Blame(path+".from", "out-of-order", "应低于上一等次", "is not below the grade before")
		}
		c.Text(path+".source", g.Source)
	}
	if n := len(gs); n > 0 && gs[n-1].From != 0 {
		c.Blame(fmt.Sprintf("grades[%d].from", n-1), "not-covering", "最低等次应从0起", "leaves scores without a grade: the last begins at 0")
	}
	return c.Faults
}

// place is the grade's place from the best down, or -1.
func (g Grade) place() int {
	for i, c := range gradeChoices {
		if c.Code == string(g) {
			return i
		}
	}
	return -1
}
