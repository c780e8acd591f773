package posting

import (
	"github.com/jinlin-project/jinlin/governance"
)

// An Account is a ledger account (科目).
type Account string

// The accounts. What lies on funds and reserved is there; expense is gone; treasury
// is what has come from it, less what went back; between is what moved between
// budgets, which over all of them is nothing.
const (
	Treasury Account = "treasury" // 财政拨款
	Funds    Account = "funds"    // 可用经费
	Reserved Account = "reserved" // 已批待付
	Expense  Account = "expense"  // 经费支出
	Between  Account = "between"  // 调剂结转
)

// Choices lists the accounts.
func (Account) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Treasury, "财政拨款", "treasury"), governance.ChoiceOf(Funds, "可用经费", "funds"), governance.ChoiceOf(Reserved, "已批待付", "reserved"),
		governance.ChoiceOf(Expense, "经费支出", "expense"), governance.ChoiceOf(Between, "调剂结转", "between budgets"),
	}
}

// A Movement is a kind of movement of money (业务).
type Movement string

// The movements.
const (
	Appropriation Movement = "appropriation" // 拨付
	Recalling     Movement = "recall"        // 收回
	Granting      Movement = "grant"         // 审批占用
	Releasing     Movement = "release"       // 取消占用
	Payment       Movement = "payment"       // 支付
	GivingBack    Movement = "refund"        // 退回
	LateBack      Movement = "late-refund"   // 决算后退回财政
	GoingOut      Movement = "out"           // 转出
	ComingIn      Movement = "in"            // 转入
)

// Choices lists the movements.
func (Movement) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Appropriation, "拨付", "appropriation"), governance.ChoiceOf(Recalling, "收回财政", "back to the treasury"),
		governance.ChoiceOf(Granting, "审批占用", "granted"), governance.ChoiceOf(Releasing, "取消占用", "released"),
		governance.ChoiceOf(Payment, "支付", "paid"), governance.ChoiceOf(GivingBack, "退回", "refunded"), governance.ChoiceOf(LateBack, "决算后退回财政", "refunded after the year was closed"),
		governance.ChoiceOf(GoingOut, "转出", "out"), governance.ChoiceOf(ComingIn, "转入", "in"),
	}
}

// entries says for each movement which account it debits and which it credits.
var entries = map[Movement]struct{ debit, credit Account }{
	Appropriation: {Funds, Treasury}, Recalling: {Treasury, Funds},
	Granting: {Reserved, Funds}, Releasing: {Funds, Reserved}, Payment: {Expense, Reserved},
	GivingBack: {Funds, Expense}, LateBack: {Treasury, Expense},
	GoingOut: {Between, Funds}, ComingIn: {Funds, Between},
}
