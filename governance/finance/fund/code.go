package fund

import (
	"github.com/jinlin-project/jinlin/governance"
)

// A Level is where money comes from (经费来源).
type Level string

// Choices lists the levels.
func (Level) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("province", "省级", "province"), governance.ChoiceOf("city", "市级", "city"), governance.ChoiceOf("district", "区级", "district"),
	}
}

// A Purpose is what money is for (用途).
type Purpose string

// The purposes.
const (
	Running    Purpose = "running"    // 运转经费
	Party      Purpose = "party"      // 党建工作经费
	Serving    Purpose = "serving"    // 服务群众专项经费
	Facilities Purpose = "facilities" // 服务设施和信息化建设经费
)

// Choices lists the purposes.
func (Purpose) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Running, "运转经费", "running costs"), governance.ChoiceOf(Party, "党建工作经费", "Party-building work"),
		governance.ChoiceOf(Serving, "服务群众专项经费", "serving residents"), governance.ChoiceOf(Facilities, "服务设施和信息化建设经费", "facilities and informatisation"),
	}
}

// Reject does not approve (不予批准), a budget or an expenditure.
type Reject struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

// Withdraw takes back what was asked for (撤回), a budget or an expenditure.
type Withdraw struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// The outcomes of what was asked for, a budget or an expenditure, and not granted.
const (
	Rejected  = "rejected"  // 不予批复
	Withdrawn = "withdrawn" // 撤回
)
