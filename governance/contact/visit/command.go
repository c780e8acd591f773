package visit

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// RecordVisit opens the record of a visit; it is given by the tie.
type RecordVisit struct {
	Tie    uuid.UUID    `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
	Leader string       `json:"leader" zh:"挂钩领导" en:"Leader" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	Day    civil.Date   `json:"day" zh:"走访日" en:"Day" rule:"required"`
	Manner Manner       `json:"manner" zh:"方式" en:"Manner" rule:"required"`
	Text   string       `json:"text,omitempty" zh:"走访情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "record".
func (RecordVisit) Verb() string { return "record" }

// Site is the unit that was visited.
func (c RecordVisit) Site() orgtree.Code { return c.Unit }

// Void takes back a visit that was recorded by mistake (作废).
type Void struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "void".
func (Void) Verb() string { return "void" }

// Discount tells the tie that a visit is void.
type Discount struct{}

// Verb is "discount".
func (Discount) Verb() string { return "discount" }
