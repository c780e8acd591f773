package organisation

import "github.com/jinlin-project/jinlin/orgtree"

// The commands are the changes of package orgtree, one each.
type (
	// AddUnit founds a unit (设立).
	AddUnit struct{ orgtree.AddUnit }
	// Rename gives a unit another name (更名).
	Rename struct{ orgtree.Rename }
	// Move puts a unit under another parent (划转).
	Move struct{ orgtree.Move }
	// Restation lets a Party organisation stand at another unit (调整设置).
	Restation struct{ orgtree.Restation }
	// SetForm gives a unit another form (组织形式变更).
	SetForm struct{ orgtree.SetForm }
	// SetCovers says anew what a unit covers (调整覆盖).
	SetCovers struct{ orgtree.SetCovers }
	// Merge dissolves several units into one (合并).
	Merge struct{ orgtree.Merge }
	// Split divides a unit (拆分).
	Split struct{ orgtree.Split }
	// Dissolve ends a unit and names who inherits its work (撤销).
	Dissolve struct{ orgtree.Dissolve }
	// Appoint lets a person hold a post (任职).
	Appoint struct{ orgtree.Appoint }
	// EndPost ends a post (离任).
	EndPost struct{ orgtree.EndPost }
	// SetPerson says what holds for a person from a day on (人员信息变更).
	SetPerson struct{ orgtree.SetPerson }
)

// Verb is "add-unit".
func (AddUnit) Verb() string { return "add-unit" }

// Verb is "rename".
func (Rename) Verb() string { return "rename" }

// Verb is "move".
func (Move) Verb() string { return "move" }

// Verb is "restation".
func (Restation) Verb() string { return "restation" }

// Verb is "set-form".
func (SetForm) Verb() string { return "set-form" }

// Verb is "set-covers".
func (SetCovers) Verb() string { return "set-covers" }

// Verb is "merge".
func (Merge) Verb() string { return "merge" }

// Verb is "split".
func (Split) Verb() string { return "split" }

// Verb is "dissolve".
func (Dissolve) Verb() string { return "dissolve" }

// Verb is "appoint".
func (Appoint) Verb() string { return "appoint" }

// Verb is "end-post".
func (EndPost) Verb() string { return "end-post" }

// Verb is "set-person".
func (SetPerson) Verb() string { return "set-person" }

func (c AddUnit) change() orgtree.Change   { return c.AddUnit }
func (c Rename) change() orgtree.Change    { return c.Rename }
func (c Move) change() orgtree.Change      { return c.Move }
func (c Restation) change() orgtree.Change { return c.Restation }
func (c SetForm) change() orgtree.Change   { return c.SetForm }
func (c SetCovers) change() orgtree.Change { return c.SetCovers }
func (c Merge) change() orgtree.Change     { return c.Merge }
func (c Split) change() orgtree.Change     { return c.Split }
func (c Dissolve) change() orgtree.Change  { return c.Dissolve }
func (c Appoint) change() orgtree.Change   { return c.Appoint }
func (c EndPost) change() orgtree.Change   { return c.EndPost }
func (c SetPerson) change() orgtree.Change { return c.SetPerson }
