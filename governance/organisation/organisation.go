package organisation

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"iter"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which organisations are kept.
const Kind = "organisation"

// ID is the id of the organisation of a root unit: there is one, so it is known
// before it is founded. It derives from the code, as a UUID of version 8.
func ID(root orgtree.Code) uuid.UUID {
	sum := sha256.Sum256([]byte(Kind + "/" + string(root)))
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// Standing is the only phase of an organisation.
const Standing governance.Phase = "standing"

// An Organisation is the tree of one district, or of whatever a deployment
// governs, with all its dated facts.
type Organisation struct {
	governance.Head
	Org *orgtree.Org `json:"-"`
}

// MarshalJSON writes the head's fields, then those of the tree, each unit, post
// and person a top-level field of its own.
func (o *Organisation) MarshalJSON() ([]byte, error) {
	head, err := json.Marshal(o.Head)
	if err != nil {
		return nil, err
	}
	fields, err := governance.Document(head).Split()
	if err != nil {
		return nil, err
	}
	for key, value := range o.Org.Fields() {
		fields = append(fields, governance.Field{Name: key, Value: value})
	}
	return governance.Join(fields), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *Organisation) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &o.Head); err != nil {
		return err
	}
	fields, err := governance.Document(data).Split()
	if err != nil {
		return err
	}
	o.Org, err = orgtree.FromFields(treeFields(fields))
	return err
}

// treeFields yields those fields of a document that are the tree's.
func treeFields(fields []governance.Field) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, f := range fields {
			if strings.Contains(f.Name, ".") && !yield(f.Name, f.Value) {
				return
			}
		}
	}
}

// Found opens an organisation from a tree that was imported or generated. Only
// the system founds one.
type Found struct {
	Root orgtree.Code `json:"root" zh:"根单位" en:"Root"`
	Org  *orgtree.Org `json:"-"`
}

// Verb is "found".
func (Found) Verb() string { return "found" }

// Site is the unit at the top.
func (f Found) Site() orgtree.Code { return f.Root }

func (o *Organisation) canFound(cmd Found, _ *governance.Moment) error {
	if cmd.Org == nil {
		return governance.Refuse("缺少组织机构", "there is no tree to found it with")
	}
	return nil
}

func (o *Organisation) found(cmd Found, _ *governance.Moment) {
	o.Org, o.District = cmd.Org, cmd.Root
}

// change is a command that is one change of the tree.
type change interface {
	governance.Command
	change() orgtree.Change
}

// canChange holds a change against the tree and names every fault.
func canChange[C change](o *Organisation, cmd C, _ *governance.Moment) error {
	_, err := o.Org.Apply(cmd.change())
	var invalid *orgtree.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	var f governance.Faults
	for _, fault := range invalid.Faults {
		zh, en := detail(&fault)
		f.Add(fieldPath(cmd.Verb(), fault.Path), string(fault.Code), zh, en)
	}
	return f.Err()
}

// detail says a fault, and which unit suffers where that is not the one that the
// path leads to: no field of the command is about it.
func detail(f *orgtree.Fault) (zh, en string) {
	if f.Unit == "" {
		return f.Message.Zh, f.Message.En
	}
	return string(f.Unit) + "：" + f.Message.Zh, string(f.Unit) + ": " + f.Message.En
}

// fieldPath turns the path of a fault of a change into that of the command's
// field: the parts of a new unit stand in "unit", and a post's id beside it.
func fieldPath(verb, path string) string {
	path = strings.TrimPrefix(strings.TrimPrefix(path, "changes[0]"), ".")
	switch {
	case path == "post.id":
		return "id"
	case verb == (AddUnit{}).Verb() && path != "" && path != "day" && !strings.HasPrefix(path, "unit."):
		return "unit." + path
	}
	return path
}

func makeChange[C change](o *Organisation, cmd C, _ *governance.Moment) {
	o.Org, _ = o.Org.Apply(cmd.change()) // canChange has asked the same
}
