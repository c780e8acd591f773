package fund

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitGrant   = "grant"
	LimitPay     = "pay"
	LimitSettle  = "settle"
)

// Rules are what a district may set about its money.
type Rules struct {
	governance.Limits
	// Treasury is the department that approves, appropriates and settles (财政部门);
	// empty: the district itself does.
	Treasury orgtree.Code
	// KeeperGrants is up to what amount the town that keeps a community's money
	// grants its expenditures; above, and for those who keep their own, the treasury.
	KeeperGrants governance.Yuan
}

// DefaultRules returns the rules, with reasons in their rows. A town grants up to
// 50,000 yuan: the daily business of a community, and no contract that would be put
// out to tender [D].
func DefaultRules() *Rules {
	return &Rules{KeeperGrants: governance.MustYuan("50000"), Limits: governance.Limits{
		governance.LimitOf(LimitApprove, 20, governance.WorkingDays, "4 G15 [D]").
			Say("预算批复", "approving a budget", "申报后20个工作日内批复预算，与预算批复的法定期限一致", "within 20 working days, as budgets are approved by law"),
		governance.LimitOf(LimitGrant, 5, governance.WorkingDays, "4 G15 [D]").
			Say("支出审批", "granting an expenditure", "申请后5个工作日内审批，不误服务群众", "within 5 working days, so that residents do not wait for it"),
		governance.LimitOf(LimitPay, 10, governance.WorkingDays, "4 G15 [D]").
			Say("支付", "paying", "同意后10个工作日内支付", "within 10 working days of being granted"),
		governance.LimitOf(LimitSettle, 1, governance.Months, "4 G15 [D]").
			Say("决算", "settling the year", "年终后1个月内决算：结转或收回", "within a month of the year's end: carried over or returned"),
	}}
}
