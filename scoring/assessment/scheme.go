package assessment

import (
	_ "embed" // the schemes that come with the package are files, so that they can be read as such
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Scheme is how one yearly assessment is made up (考核方案), as data: JSON, read
// by [DecodeScheme], and only worth anything once [Scheme.Validate] finds it
// sound. The list of assessments is open [R]: a scheme names its own.
type Scheme struct {
	ID       string           `json:"id"` // stable: lower-case letters, digits, hyphens and dots
	Version  int              `json:"version"`
	Title    governance.Text  `json:"title"`
	Source   governance.Text  `json:"source"`
	Nodes    []Node           `json:"nodes"`
	Absent   Absent           `json:"absent"`
	Grades   scoring.Grades   `json:"grades"`
	Rounding scoring.Rounding `json:"rounding"` // of every node, to four places, and of the result
}

// A Node is one indicator (指标): either it has nodes below it, or it is a leaf
// and takes exactly one of the three.
type Node struct {
	ID     string          `json:"id"`
	Label  governance.Text `json:"label"`
	Source governance.Text `json:"source"`
	Weight scoring.Fixed   `json:"weight"` // of all nodes of its level: 1

	Nodes   []Node       `json:"nodes,omitempty"`
	Opinion *OpinionLeaf `json:"opinion,omitempty"`
	Figure  *FigureLeaf  `json:"figure,omitempty"`
	Sheets  *SheetsLeaf  `json:"sheets,omitempty"`
}

// An OpinionLeaf takes the scores of reference opinions on the unit, of one side.
type OpinionLeaf struct {
	Side scoring.Side `json:"side"`
}

// A FigureLeaf takes a figure. A ratio counts its hundredfold; with a scale, and
// for every number that is not a ratio, Zero is worth 0 points and Full is worth
// 100, what lies between in proportion and what lies beyond no more. Full may be
// the smaller, where fewer is better.
type FigureLeaf struct {
	Figure string         `json:"figure"` // what it is called where it comes from
	Zero   *scoring.Fixed `json:"zero,omitempty"`
	Full   *scoring.Fixed `json:"full,omitempty"`
}

// A SheetsLeaf takes reviewers' sheets, each with 0 to 100 points.
type SheetsLeaf struct {
	Kinds   []ReviewerKind `json:"kinds"`
	Missing Missing        `json:"missing"`
}

// A ReviewerKind is a kind of reviewer (评委类别), and how the sheets of the kind
// are combined: their mean, without the Drop highest and the Drop lowest.
type ReviewerKind struct {
	ID       string          `json:"id"`
	Label    governance.Text `json:"label"`
	Weight   scoring.Fixed   `json:"weight"`         // of all kinds: 1
	Expected int             `json:"expected"`       // sheets handed out
	Least    int             `json:"least"`          // sheets below which the kind has no value
	Drop     int             `json:"drop,omitempty"` // highest and lowest left out, each
	Own      bool            `json:"own,omitempty"`  // the unit's own people may be of this kind
}

// Missing is what an expected sheet that was not handed in does.
type Missing string

// What a missing sheet does.
const (
	Leave Missing = "leave" // 不计: the mean is of those handed in
	Zero  Missing = "zero"  // 计零分
	Wait  Missing = "wait"  // 收齐为止: the kind has no value until all are in
)

// Choices lists them with their labels.
func (Missing) Choices() []governance.Choice { return missingChoices }

// Absent says what becomes of a node's weight when it has no value.
type Absent struct {
	Node   AbsentNode      `json:"node"`
	Source governance.Text `json:"source"`
}

// AbsentNode is what becomes of a node's weight when it has no value.
type AbsentNode string

// What becomes of it.
const (
	Redistribute AbsentNode = "redistribute" // 权重按比例分给同级其余各项
	NoResult     AbsentNode = "no-result"    // 上一级无值
	CountZero    AbsentNode = "zero"         // 计零分
)

// Choices lists them with their labels.
func (AbsentNode) Choices() []governance.Choice { return absentChoices }

var (
	missingChoices = []governance.Choice{
		choice(string(Leave), "缺表不计", "missing sheets are left out"), choice(string(Zero), "缺表计零分", "missing sheets count zero"),
		choice(string(Wait), "收齐为止", "no value until all are in"),
	}
	absentChoices = []governance.Choice{
		choice(string(Redistribute), "权重按比例分给同级其余各项", "the weights of the others take its place"),
		choice(string(NoResult), "上一级无值", "what is above has no value"), choice(string(CountZero), "计零分", "it counts zero"),
	}
)

func choice(code, zh, en string) governance.Choice {
	return governance.Choice{Code: code, Label: governance.Text{Zh: zh, En: en}}
}

// Canonical writes the scheme as the bytes its digest is taken of.
func (s *Scheme) Canonical() []byte { return strict.Encode(s) }

// DecodeScheme reads a scheme from JSON and validates it, as strictly as rule
// sets are read. The error is a [*governance.InvalidError] that names every
// fault with its path.
func DecodeScheme(data []byte) (Scheme, error) {
	var s Scheme
	faults := strict.Decode(data, &s)
	return s, strict.Merge(faults, s.faults()).Err()
}

var (
	//go:embed schemes/party-building.json
	partyBuilding []byte
	//go:embed schemes/leadership.json
	leadership []byte
	//go:embed schemes/branches.json
	branches []byte
	//go:embed schemes/secretaries.json
	secretaries []byte
)

// PartyBuilding returns the default scheme by which the yearly Party-building
// performance assessment (年度党建绩效考核) takes up how the whistle system was
// carried out [R]; its numbers are [D].
func PartyBuilding() Scheme { return mustShip("party-building", partyBuilding) }

// Leadership returns the default scheme of the leadership's yearly assessment
// (领导班子年度考核), which takes it up too [R]; its numbers are [D].
func Leadership() Scheme { return mustShip("leadership", leadership) }

// BranchStars returns the default scheme of the grassroots branches' star rating
// (达标创星), which takes it up too [R]; its numbers are [D], and its grades are
// five stars, four, three, and below the standard.
func BranchStars() Scheme { return mustShip("branches", branches) }

// Secretaries returns the default scheme of the secretaries' joint report, review
// and examination (联述联评联考) [R]; its numbers are [D].
func Secretaries() Scheme { return mustShip("secretaries", secretaries) }

// Shipped returns the four default schemes.
func Shipped() []Scheme {
	return []Scheme{PartyBuilding(), Leadership(), BranchStars(), Secretaries()}
}

// mustShip reads a scheme of ours. It panics where the file in this very package
// is unsound, which its test would have found.
func mustShip(name string, data []byte) Scheme {
	s, err := DecodeScheme(data)
	if err != nil {
		panic(fmt.Sprintf("assessment: schemes/%s.json: %v", name, err))
	}
	return s
}
