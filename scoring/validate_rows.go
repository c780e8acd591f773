package scoring

import "fmt"

// rows checks the terms, adjustments and ceilings.
func (c *checker) rows() {
	c.Count("terms", len(c.rs.Terms), 1, mostRows)
	c.Count("additions", len(c.rs.Additions), 0, mostRows)
	c.Count("deductions", len(c.rs.Deductions), 0, mostRows)
	c.Count("ceilings", len(c.rs.Ceilings), 0, mostRows)
	var sum Fixed
	for i, t := range c.rs.Terms {
		c.term(fmt.Sprintf("terms[%d]", i), t)
		sum += max(0, min(t.Weight, One+1))
	}
	if sum != One {
		c.Blame("terms", "weights-sum", "各项权重之和应为1", "have weights that do not add up to 1")
	}
	for i, a := range c.rs.Additions {
		c.adjustment(fmt.Sprintf("additions[%d]", i), a, true)
	}
	for i, a := range c.rs.Deductions {
		c.adjustment(fmt.Sprintf("deductions[%d]", i), a, false)
	}
	for i, l := range c.rs.Ceilings {
		c.ceiling(fmt.Sprintf("ceilings[%d]", i), l)
	}
}

func (c *checker) term(path string, t Term) {
	c.RowID(path+".id", t.ID)
	c.Text(path+".sentence", t.Sentence)
	c.Text(path+".source", t.Source)
	c.rate(path+".rate", t.Rate)
	c.lists(path+".lists", t.Lists)
	c.number(path+".weight", t.Weight, 1, One) // a term that weighs nothing is no term
	c.number(path+".full", t.Full, 0, One)
	c.number(path+".pass", t.Pass, 0, One)
	if t.Full != 0 && t.Pass > t.Full {
		c.Blame(path+".pass", "out-of-order", "起评线高于满分线", "is above the rate that counts in full")
	}
}

func (c *checker) adjustment(path string, a Adjustment, good bool) {
	c.RowID(path+".id", a.ID)
	c.Text(path+".sentence", a.Sentence)
	c.Text(path+".source", a.Source)
	e := eventNamed(a.Event)
	switch {
	case e == nil:
		c.UnknownCode(path + ".event")
	case e.Side != c.rs.Side && known(c.rs.Side):
		c.Blame(path+".event", "wrong-side", "该情形属于另一方", "is an event of the other side")
	case e.Good != good:
		c.Blame(path+".event", "wrong-direction", "只能为好的情形加分、为坏的情形扣分", "would reward what is bad, or punish what is good")
	}
	c.lists(path+".lists", a.Lists)
	c.number(path+".each", a.Each, 1, hundred)
	c.number(path+".cap", a.Cap, 1, hundred)
	if a.Cap < a.Each {
		c.Blame(path+".cap", "out-of-order", "上限低于每次分值", "is below what a single event comes to")
	}
}

func (c *checker) ceiling(path string, l Ceiling) {
	c.RowID(path+".id", l.ID)
	c.Text(path+".sentence", l.Sentence)
	c.Text(path+".source", l.Source)
	c.rate(path+".rate", l.Rate)
	c.lists(path+".lists", l.Lists)
	c.number(path+".below", l.Below, 1, One)
	c.number(path+".most", l.Most, 0, hundred)
	if r := c.rs.Rounding; r.Places >= 0 && r.Places <= Places && (Rounding{Mode: Down, Places: r.Places}).Round(max(l.Most, 0)) != l.Most {
		c.Blame(path+".most", "too-fine", "小数位数多于得分", "has more places than the score, and might be rounded up")
	}
}

// values wants them exactly where a rate asks for them, and in order: a better
// step never counts for less, or raising a rating would lower a score.
func (c *checker) values() {
	v := c.rs.Values
	if v == nil {
		if c.valued {
			c.Blame("values", "required", "必填", "is required by the rates used")
		}
		return
	}
	if !c.valued {
		c.Blame("values", "not-allowed", "没有指标用到", "is used by none of the rates")
	}
	for i, row := range valueRows {
		path := "values." + string(row.key)
		c.number(path, row.of(v), 0, One)
		if steps := i > 0 && i < 5; steps && row.of(v) > valueRows[i-1].of(v) {
			c.Blame(path, "out-of-order", "高于更好一级的分值", "counts for more than the better step")
		}
	}
	c.Text("values.source", v.Source)
}
