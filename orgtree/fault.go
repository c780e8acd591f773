package orgtree

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// FaultCode is the stable id of a rule that changes, documents and files are
// held to. Match codes, never messages.
type FaultCode string

// The codes of faults.
const (
	BadCode         FaultCode = "bad-code"
	BadID           FaultCode = "bad-id"
	BadName         FaultCode = "bad-name"
	BadKind         FaultCode = "bad-kind"
	BadForm         FaultCode = "bad-form"
	BadSource       FaultCode = "bad-source"
	BadDay          FaultCode = "bad-day"
	BadField        FaultCode = "bad-field"
	BadLine         FaultCode = "bad-line"
	Duplicate       FaultCode = "duplicate"
	Unknown         FaultCode = "unknown"
	NotThen         FaultCode = "not-then"
	Orphan          FaultCode = "orphan"
	Cycle           FaultCode = "cycle"
	WrongParent     FaultCode = "wrong-parent"
	WrongPlace      FaultCode = "wrong-place"
	WrongCover      FaultCode = "wrong-cover"
	OutsideParent   FaultCode = "outside-parent"
	WrongUnit       FaultCode = "wrong-unit"
	NotMember       FaultCode = "not-member"
	SecondOfKind    FaultCode = "second-of-kind"
	SecondLeader    FaultCode = "second-leader"
	NoSuccessor     FaultCode = "no-successor"
	WrongSuccessor  FaultCode = "wrong-successor"
	PostOverlap     FaultCode = "post-overlap"
	PostGap         FaultCode = "post-gap"
	PostOutlives    FaultCode = "post-outlives"
	AlreadyEnded    FaultCode = "already-ended"
	TooFew          FaultCode = "too-few"
	MissingFromFile FaultCode = "missing-from-file"
)

// faultTexts says each rule in a sentence; read-only.
var faultTexts = map[FaultCode]Text{
	BadCode:         {"单位代码应为1至32位数字、字母或连字符", "a unit code is 1 to 32 digits, letters or hyphens"},
	BadID:           {"标识应为1至64位数字、字母或连字符", "an id is 1 to 64 digits, letters or hyphens"},
	BadName:         {"名称应为1至100个可见字符", "a name is 1 to 100 printable characters"},
	BadKind:         {"类别无效", "no such kind"},
	BadForm:         {"该类单位没有这种组织形式", "a unit of this kind has no such form"},
	BadSource:       {"该岗位没有这种人员来源", "a post of this kind has no such source"},
	BadDay:          {"日期无效，或起止颠倒", "not a usable day, or the end is not after the start"},
	BadField:        {"字段无法读取", "the field cannot be read"},
	BadLine:         {"该行应为“代码,名称”", "the line should be code,name"},
	Duplicate:       {"代码或标识已被使用，不得重复", "the code or id is in use or was used before"},
	Unknown:         {"单位、岗位或人员不存在", "no such unit, post or person"},
	NotThen:         {"该单位在此期间尚未成立或已撤销", "the unit did not exist on all of those days"},
	Orphan:          {"上级单位不存在，或在此期间尚未成立或已撤销", "the parent does not exist on all of those days"},
	Cycle:           {"上级关系形成循环", "the unit would stand below itself"},
	WrongParent:     {"该类单位不能隶属于这一类上级", "a unit of this kind cannot have such a parent"},
	WrongPlace:      {"党组织所在单位的类别不符，或未指明", "the organisation cannot stand there, or does not say where it stands"},
	WrongCover:      {"不能覆盖该单位，或重复覆盖", "such a unit cannot be covered, or is named twice"},
	OutsideParent:   {"覆盖的单位不在所属社区内", "what is covered lies outside the parent"},
	WrongUnit:       {"该类单位不设此岗位", "a unit of this kind has no such post"},
	NotMember:       {"该岗位须由党员担任，而此人在任职期间登记为非党员", "the post is a Party member's, and the person is recorded as none on some of those days"},
	SecondOfKind:    {"同一上级之下同类单位只能有一个", "the parent already has a unit of this kind"},
	SecondLeader:    {"该单位同期已由另一党组织领导", "another Party organisation leads there on some of those days"},
	NoSuccessor:     {"撤销单位须指明承接单位", "a unit may only be dissolved with a successor"},
	WrongSuccessor:  {"承接单位不存在、不是存续单位，或类别不符", "the successor does not exist then, or is of the wrong kind"},
	PostOverlap:     {"该岗位同期已有人任职", "somebody else holds the post on some of those days"},
	PostGap:         {"该岗位任职期间有空缺而未注明", "the post would have been vacant, which is not said"},
	PostOutlives:    {"任职期间超出单位存续期间", "the post is held on days on which its unit does not exist"},
	AlreadyEnded:    {"该单位或任职在此日之前已经结束", "the unit or post has ended by that day"},
	TooFew:          {"合并、拆分涉及的单位数量不足", "too few units for a merger or a division"},
	MissingFromFile: {"文件中缺少上级单位", "the parent is missing from the file"},
}

// FaultCodes returns the codes of all rules, sorted.
func FaultCodes() []FaultCode { return slices.Sorted(maps.Keys(faultTexts)) }

// Text returns the sentence of the rule.
func (c FaultCode) Text() Text { return faultTexts[c] }

// Fault is one thing wrong with a change, a document or a file. It never
// repeats the value that was refused.
type Fault struct {
	// Path leads to what is wrong: "changes[2].parent", "u.350205001.names" or
	// "line 17.code".
	Path string `json:"path"`
	// Code names the rule that was broken.
	Code FaultCode `json:"code"`
	// Unit is the existing unit that suffers, where it is not the one at Path:
	// a child left without parent, say.
	Unit Code `json:"unit,omitempty"`
	// Message says the rule to a person.
	Message Text `json:"message"`
}

// InvalidError names everything that is wrong. Nothing was changed.
type InvalidError struct {
	Faults []Fault
}

// Error lists the faults in English.
func (e *InvalidError) Error() string {
	return "orgtree: " + e.join(func(t Text) string { return t.En }, "; ")
}

// Zh lists the faults in Chinese.
func (e *InvalidError) Zh() string { return e.join(func(t Text) string { return t.Zh }, "；") }

func (e *InvalidError) join(in func(Text) string, separator string) string {
	const most = 20 // the list itself is whole; a message that long is not read
	var b strings.Builder
	for i, f := range e.Faults {
		if i == most {
			fmt.Fprintf(&b, "%s… (+%d)", separator, len(e.Faults)-most)
			break
		}
		if i > 0 {
			b.WriteString(separator)
		}
		fmt.Fprintf(&b, "%s: %s", f.Path, in(f.Message))
	}
	return b.String()
}

// faults collects what is wrong.
type faults []Fault

func (f *faults) add(path string, code FaultCode) { f.addFor(path, code, "") }

func (f *faults) addFor(path string, code FaultCode, unit Code) {
	*f = append(*f, Fault{Path: path, Code: code, Unit: unit, Message: code.Text()})
}

// err returns the faults as an error, or nil where there are none.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &InvalidError{Faults: f}
}
