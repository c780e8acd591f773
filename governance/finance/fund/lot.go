package fund

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// A Lot is money that came in at once: an appropriation, or what came from a lot of
// another budget by transfer or carry-over.
type Lot struct {
	No     int             `json:"no" zh:"序号" en:"Number"`
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Left   governance.Yuan `json:"left,omitzero" zh:"余额" en:"Left"`
	Number string          `json:"number" zh:"拨付文号" en:"Number of the document"`
	On     civil.Date      `json:"on" zh:"日期" en:"Day"`
	Budget uuid.UUID       `json:"budget,omitzero" zh:"来自预算" en:"Budget it came from"`
	From   int             `json:"from,omitempty" zh:"来自序号" en:"Its number there"`
}

// A Line says how much came from which lot (资金来源).
type Line struct {
	Lot    int             `json:"lot" zh:"拨付序号" en:"Lot" rule:"required,min=1"`
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Back   governance.Yuan `json:"back,omitzero" zh:"已退回" en:"Come back"`
}

// mostLots bounds the lots of a budget: more than one a week would be a mistake [D].
const mostLots = 60

// Lots are the money of a budget as it came in, the oldest first, numbered from 1.
type Lots []Lot

// Left is what is left of all of them.
func (ls Lots) Left() (sum governance.Yuan) {
	for _, l := range ls {
		sum += l.Left
	}
	return sum
}

// Cover reports as faults that what is left, or what is left of a lot that is named,
// is not enough.
func (ls Lots) Cover(amount governance.Yuan, lot int) error {
	var f governance.Faults
	amount.Positive(&f, "amount")
	left := ls.Left()
	if lot > len(ls) || lot < 0 {
		f.Add("lot", "unknown-lot", "没有这笔拨付", "is not a lot of the budget")
	} else if lot > 0 {
		left = ls[lot-1].Left
	}
	if amount > left {
		f.Add("amount", "overspent", "可用余额不足", "is more than what is left")
	}
	return f.Err()
}

// Take takes an amount that is covered from the lot that is named, or from the
// oldest that have some left (先进先出).
func (ls Lots) Take(amount governance.Yuan, lot int) (lines []Line) {
	for i := range ls {
		part := min(amount, ls[i].Left)
		if part == 0 || lot > 0 && lot != ls[i].No {
			continue
		}
		ls[i].Left -= part
		amount -= part
		lines = append(lines, Line{Lot: ls[i].No, Amount: part})
	}
	return lines
}

// Put puts back what lines took, and returns how much.
func (ls Lots) Put(lines []Line) governance.Yuan {
	for _, l := range lines {
		ls[l.Lot-1].Left += l.Amount
	}
	return Sum(lines)
}

// Room refuses more lots than a budget may have.
func (ls Lots) Room(more int) error {
	if len(ls)+more > mostLots {
		return governance.Refuse("拨付笔数过多", "there are too many lots")
	}
	return nil
}

// Sum is what lines add up to.
func Sum(lines []Line) (sum governance.Yuan) {
	for _, l := range lines {
		sum += l.Amount
	}
	return sum
}
