package directive

import (
	"fmt"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The kinds of records.
const (
	KindDocument = "document"
	KindPlan     = "plan"
)

// taskDone is the outcome of a task that was done.
const taskDone = "done"

// Assign breaks a document or plan down (分解任务): each of the units gets a task.
type Assign struct {
	Title  string         `json:"title" zh:"任务" en:"Title" rule:"required,max=100" personal:"content"`
	Text   string         `json:"text" zh:"要求" en:"What is asked" rule:"required,max=5000" personal:"content"`
	Owners []orgtree.Code `json:"owners" zh:"责任单位" en:"Units whose it is" rule:"required,max=100"`
	Due    civil.Date     `json:"due,omitzero" zh:"完成期限" en:"By when"`
}

// Verb is "assign".
func (Assign) Verb() string { return "assign" }

// check names the owners that are neither the unit itself nor of the next level.
func (a Assign) check(by orgtree.Code, m *governance.Moment) error {
	var f governance.Faults
	governance.Once(&f, "owners", a.Owners)
	for i, owner := range a.Owners {
		if owner != by && !m.Org.NextBelow(owner, by) {
			f.Add(fmt.Sprintf("owners[%d]", i), "not-next-level", "只能分解到本级或直接下一级单位", "is neither the unit itself nor of the next level")
		}
	}
	return f.Err()
}

// give refers the tasks, and counts them.
func (a Assign) give(task string, by orgtree.Code, to *governance.Referrals, m *governance.Moment) {
	for _, owner := range a.Owners {
		m.Open(task, governance.Refer{Title: a.Title, Text: a.Text, Unit: owner, Owner: owner, Due: a.Due, From: by})
		to.Given++
	}
}

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitAccount = "account"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitApprove, 5, governance.WorkingDays, "4 G2 [D]").
			Say("审定", "approving", "方案报送后5个工作日内审定", "a plan is approved or sent back within 5 working days"),
		governance.LimitOf(LimitAccount, 5, governance.WorkingDays, "4 G2 [D]").
			Say("总结", "the account", "期满后5个工作日内报送总结", "an account is given within 5 working days after the end"),
	}
}

// Books are the institutions of the package.
type Books struct {
	Documents *governance.Book[Document]
	Plans     *governance.Book[Plan]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Documents.Shelf, b.Plans.Shelf}
}

// New returns the books; nil takes the default limits. task is the kind of what they
// are broken down into.
func New(limits governance.Limits, task string) (b Books, err error) {
	limits = limits.Or(DefaultLimits())
	if b.Documents, err = newDocuments(task); err != nil {
		return b, err
	}
	b.Plans, err = newPlans(limits, task)
	return b, err
}
