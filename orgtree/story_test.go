package orgtree_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// TestStories plays the stories of testdata/zh/*.txt, which tell domain.md §1
// sentence by sentence to the people it is about: in Chinese, by name, without
// a code. A story stands on the district of district.base, or on that of the
// founding report (底本 报告).
//
// A line is a batch of changes of one day ("日期 变更；变更"), which goes on in the
// next line where it ends in ；, or a question ("问 日期 问题 单位"); what follows
// indented is the answer. Lines with # tell what is going on.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/zh/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			got := newStory(t).play(string(text))
			if *update {
				require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
				return
			}
			require.Equal(t, string(text), got, "to accept it: go test -run Stories -update")
		})
	}
}

// story is an organisation that is spoken of by names.
type story struct {
	t      *testing.T
	org    *orgtree.Org
	codes  map[string]orgtree.Code // by every name a unit ever had
	people map[string]string       // name → id
	posts  map[string]string       // "who what where" → id, of the last such post

	founded, appointed int
}

func newStory(t *testing.T) *story {
	t.Helper()
	base, err := os.ReadFile("testdata/zh/district.base")
	require.NoError(t, err)
	s := &story{
		t: t, org: orgtree.New(), codes: map[string]orgtree.Code{}, people: map[string]string{}, posts: map[string]string{},
	}
	for line := range strings.Lines(s.play(string(base))) {
		require.NotContains(t, line, "不准", "the district the stories stand on")
	}
	return s
}

func (s *story) play(text string) string {
	var out strings.Builder
	batch := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			continue // an earlier answer
		}
		out.WriteString(line + "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if batch += line; strings.HasSuffix(batch, "；") {
			continue
		}
		for answer := range strings.Lines(s.line(batch)) {
			out.WriteString("  " + strings.TrimRight(answer, "\n") + "\n")
		}
		batch = ""
	}
	return out.String()
}

func (s *story) line(line string) string {
	words := strings.Fields(line)
	switch words[0] {
	case "问":
		ask, known := questions[words[2]]
		require.True(s.t, known, "no such question: %s", words[2])
		return ask(s, s.org.On(dayOf(words[1])), words[3:])
	case "底本":
		s.onFounding()
		return ""
	}
	return s.batch(dayOf(words[0]), strings.TrimPrefix(line, words[0]))
}

// onFounding puts the district of the founding report under the story.
func (s *story) onFounding() {
	file, err := os.Open("synth/district-350205.csv")
	require.NoError(s.t, err)
	defer file.Close()
	s.org, err = synth.District(1, synth.Founding(), file)
	require.NoError(s.t, err)
	for u := range s.org.On(dayOf("2024-01-01")).Subtree("35") {
		s.codes[u.Name] = u.Code
	}
}

func (s *story) batch(day civil.Date, text string) string {
	var changes []orgtree.Change
	for _, part := range strings.Split(text, "；") {
		words := strings.Fields(part)
		verb, known := verbs[words[0]]
		require.True(s.t, known, "no such change: %s", words[0])
		changes = append(changes, verb(s, day, words[1:]))
	}
	next, err := s.org.Apply(changes...)
	var invalid *orgtree.InvalidError
	if errors.As(err, &invalid) {
		var b strings.Builder
		for _, f := range invalid.Faults {
			b.WriteString(s.fault(f) + "\n")
		}
		return b.String()
	}
	require.NoError(s.t, err)
	s.org = next
	return "已办：" + strings.Join(s.touched(), "、")
}

// touched names what the last batch changed.
func (s *story) touched() (names []string) {
	for key := range s.org.Delta() {
		kind, id := key[:2], key[2:]
		switch kind {
		case "u.":
			names = append(names, s.lastName(orgtree.Code(id)))
		case "p.":
			p, _ := s.org.Post(id)
			names = append(names, s.lastName(p.Unit)+p.Kind.Label().Zh+s.personCalled(p.Person))
		default:
			names = append(names, s.personCalled(id))
		}
	}
	return names
}

var faultPath = regexp.MustCompile(`^changes\[(\d+)\](?:.*?([a-z]+)(?:\[\d+\])?)?$`)

// fieldNames says the fields of changes as forms do.
var fieldNames = map[string]string{
	"code": "代码", "codes": "单位", "name": "名称", "kind": "类别", "form": "组织形式", "parent": "上级单位", "at": "所在单位",
	"covers": "覆盖范围", "successor": "承接单位", "heir": "承接单位", "into": "拆为", "day": "生效日", "id": "编号", "post": "任职期间",
	"from": "任职之日", "unit": "单位", "source": "人员来源", "person": "人员", "home": "所属", "": "",
}

func (s *story) fault(f orgtree.Fault) string {
	m := faultPath.FindStringSubmatch(f.Path)
	require.NotNil(s.t, m, f.Path)
	field, known := fieldNames[m[2]]
	require.True(s.t, known, "no word for %s", f.Path)
	n, _ := strconv.Atoi(m[1])
	text := fmt.Sprintf("不准：第%d项%s：%s", n+1, field, f.Message.Zh)
	if f.Unit != "" {
		text += "（涉及" + s.lastName(f.Unit) + "）"
	}
	return text
}

// lastName is the name of a unit on the last day it had one.
func (s *story) lastName(code orgtree.Code) string {
	_, to, ok := s.org.Life(code)
	if !ok {
		return "无此单位"
	}
	return s.org.On(to - 1).Name(code)
}

func (s *story) personCalled(id string) string {
	for name, known := range s.people {
		if known == id {
			return name
		}
	}
	return "某人"
}

// code is the code of a name; a name nobody has stands for nobody.
func (s *story) code(name string) orgtree.Code {
	if code, ok := s.codes[name]; ok {
		return code
	}
	return "nobody"
}

func (s *story) list(names string) (codes []orgtree.Code) {
	for _, n := range strings.Split(names, "、") {
		codes = append(codes, s.code(n))
	}
	return codes
}

// person is the id of a name: persons are opaque to the package.
func (s *story) person(name string) string {
	if _, ok := s.people[name]; !ok {
		s.people[name] = fmt.Sprintf("h%d", len(s.people)+1)
	}
	return s.people[name]
}

// option is the word behind a word.
func option(words []string, key string) string {
	if i := slices.Index(words, key); i >= 0 && i+1 < len(words) {
		return words[i+1]
	}
	return ""
}
