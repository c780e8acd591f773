package governance

import "reflect"

// A Reason is why somebody declines, withdraws, cancels or sends back (理由): it has
// to be given, and whoever may see the record may read it. A command has it as
//
//	Reason governance.Reason `json:"reason"`
//
// and says no more of it, unless there it is something else.
type Reason string

func (Reason) tag() reflect.StructTag {
	return `zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}
