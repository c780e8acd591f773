package mutualaid

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/matching"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(need.LimitCheck, 1, governance.WorkingDays, "4 G7 [D]").
			Say("核验", "checking", "发起后1个工作日内核验", "a need is checked within 1 working day"),
		governance.LimitOf(need.LimitOrder, 1, governance.WorkingDays, "4 G7 [D]").
			Say("下单", "ordering", "核验后1个工作日内下单", "what was checked is ordered within 1 working day"),
		governance.LimitOf(need.LimitArrange, 2, governance.WorkingDays, "4 G7 [D]").
			Say("另行安排", "arranging otherwise", "无人接单或无人到场的，社区2个工作日内另行安排", "what nobody took or came for is arranged otherwise within 2 working days"),
		governance.LimitOf(help.LimitConfirm, 3, governance.WorkingDays, "4 G7 [D]").
			Say("确认", "confirming", "完成后3个工作日内确认并评价", "what is done is confirmed and rated within 3 working days"),
	}
}

// Books are the books of neighbours' help; assemble both together.
type Books struct {
	Needs *governance.Book[need.Need]
	Helps *governance.Book[help.Help]
}

// New returns the books; nil takes the default limits. matter is the kind that
// serious needs are turned into, talents the kind that registers skills, or "" where
// none does.
func New(limits governance.Limits, matter, talents string) (*Books, error) {
	limits = limits.Or(DefaultLimits())
	needs, err := need.New(limits, matter, matching.Question(talents))
	helps, helpErr := help.New(limits)
	return &Books{needs, helps}, errors.Join(err, helpErr)
}

// Shelves are those of both books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Needs.Shelf, b.Helps.Shelf}
}
