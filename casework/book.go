package casework

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// New returns the book of matters; nil takes the defaults of the policy.
// Assemble it together with the notice board, on which results are published,
// and with the samples, if what is drawn is to be kept.
func New(p *Policy) (*governance.Book[Case], error) {
	if p == nil {
		p = DefaultPolicy()
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return governance.NewBook(governance.Institution[Case]{
		Kind: KindCase, Path: "cases", Source: "2", Schema: 1, Serials: true, Class: "list", Policy: p, Districts: p.own(),
		Uncounted: []string{string(Merged)}, Optional: []string{KindSample},
		Label:    governance.Text{Zh: "居事", En: "matter"},
		Sentence: governance.Text{Zh: "居民事项从上报到关闭的全过程：吹哨、报到、派单、验单、评单", En: "a resident's matter from the report to the closed loop"},
		Table:    Table(),
		File: func(c *Case, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person, h.Title = string(c.List), c.Category, string(c.Community), c.Subject, c.Title
		},
		Audience: func(c *Case, to []governance.Address) []governance.Address { return c.audience(to) },
		Asks:     []governance.Question{askCategories(), askLoop(), askObservations(), askEvidence(), askParts(), askIdentified()},
	})
}

// askCategories answers with the tree of categories that the policy holds.
func askCategories() governance.Question {
	return governance.Ask("categories", func(_ context.Context, r *governance.Reader, p categoryParams) (categoryList, error) {
		if p.Unit != "" && !r.Org.Has(p.Unit) {
			var f governance.Faults
			f.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
			return categoryList{}, f.Err()
		}
		return categoryList{Items: r.PolicyAt(p.Unit).(*Policy).Categories}, nil
	}).As("2.5 [D]", governance.Text{Zh: "事项分类", En: "categories"},
		governance.Text{Zh: "事项分类树；可指定单位，按其所在区", En: "the tree of categories; of a unit's district, when one is named"}).ToAnyone()
}

// categoryParams say where a matter would be.
type categoryParams struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
}

// categoryList is the tree as lists are answered: it fits on one page.
type categoryList struct {
	Items Categories `json:"items"`
	Next  *string    `json:"next"`
}
