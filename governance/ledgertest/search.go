package ledgertest

import "github.com/jinlin-project/jinlin/governance"

var search = []Case{
	{Name: "part of serial or title", check: searchParts,
		Rule: "Text finds what stands anywhere in the serial or in the title, Chinese too, from one character on."},
	{Name: "letter case", check: searchCase,
		Rule: "ASCII letters are found whatever their case, in serial, title and question."},
	{Name: "no patterns", check: searchLiteral,
		Rule: "%, _, \\, *, ?, quotes and the like in Text stand for themselves."},
	{Name: "rare characters", check: searchRare,
		Rule: "Characters outside the basic plane, rare ones and combining marks are found as they were written."},
	{Name: "not across", check: searchNotAcross,
		Rule: "Text is found within serial or title, not across the two, and in no other column."},
	{Name: "latest title", check: searchLatest,
		Rule: "A record is found by its latest title and serial only."},
	{Name: "with the rest", check: searchWithRest,
		Rule: "Text restricts together with keys, filters, order and pages."},
}

// titled commits one record per title, numbered from 1, oldest first.
func (t *trial) titled(titles ...string) []*record {
	var all []*record
	for i, title := range titles {
		r := newRecord(i + 1).with(func(h *governance.Header) { h.Title, h.Due = title, at(i) })
		t.commit(r.change(set("a", "1")))
		all = append(all, r)
	}
	return all
}

// says requires which records a text finds, in the order of their numbers.
func (t *trial) says(want []int, text string) {
	t.Helper()
	t.finds(want, governance.Query{Text: text, Order: governance.Dues}, "text: "+text)
}

func searchParts(t *trial) {
	records := t.titled("幸福小区三号楼路灯不亮", "路面破损，请修", "Lamp 路 broken", "")
	for i, r := range records {
		t.commit(r.with(func(h *governance.Header) { h.Serial = "京东-2024-000" + number(int64(i)) }).change(set("a", "2")))
	}
	t.says([]int{1, 2, 3}, "路")
	t.says([]int{1}, "路灯不")
	t.says([]int{1}, "幸福小区三号楼路灯不亮")
	t.says([]int{2}, "，请")
	t.says([]int{3}, "p 路 b")
	t.says(nil, "灯路")
	t.says([]int{4}, "2024-0003")
	t.says([]int{1, 2, 3, 4}, "-2024-")
	t.says([]int{1, 2, 3, 4}, "")
}

func searchCase(t *trial) {
	records := t.titled("WiFi in Block B", "wifi", "WIFI 坏了", "ＷＩＦＩ")
	t.commit(records[3].with(func(h *governance.Header) { h.Serial = "aB-Zz-9" }).change(set("a", "2")))
	for _, text := range []string{"wifi", "WIFI", "wIFi"} {
		t.says([]int{1, 2, 3}, text)
	}
	t.says([]int{1}, "block b")
	t.says([]int{4}, "Ab-zZ")
	t.says([]int{3}, "wifi 坏")
}

func searchLiteral(t *trial) {
	titles := []string{"100%", "100x", "a_b", "axb", `c\d`, "cd", "e*f", "exf", "g?h", "gxh", "i'j", `k"l`, "m--n", "[o]", "p^q", "r|s", "(t)", "100％"}
	t.titled(titles...)
	for i, title := range titles {
		t.says([]int{i + 1}, title)
	}
	t.says([]int{1}, "%")
	t.says([]int{3}, "_")
	t.says([]int{5}, `\`)
	t.says([]int{5}, `\d`)
	t.says(nil, "%%")
	t.says(nil, "1%")
	t.says(nil, `\%`)
}

func searchRare(t *trial) {
	t.titled("𠮷野家", "吉野家", "🏮节", "👨‍👩‍👧家", "e\u0301cole", "\u00e9cole", "㐀𪜀𰻝", "王㛃")
	t.says([]int{1}, "𠮷")
	t.says([]int{2}, "吉")
	t.says([]int{1, 2}, "野家")
	t.says([]int{3}, "🏮")
	t.says([]int{4}, "👨‍👩‍👧")
	t.says([]int{5}, "e\u0301c")
	t.says([]int{6}, "\u00e9c")
	t.says([]int{7}, "𪜀𰻝")
	t.says([]int{8}, "㛃")
}

func searchNotAcross(t *trial) {
	r := newRecord(1).with(func(h *governance.Header) {
		h.Serial, h.Title, h.Unit, h.Person, h.Class, h.Category, h.Due = "S-12", "34 灯", "unit-u", "person-p", "class-c", "cat-c", at(1)
	})
	t.commit(r.change(set("text", `"secret-doc"`)))
	t.says(nil, "1234")
	t.says(nil, "12 34")
	for _, text := range []string{"unit", "person", "class", "cat", "secret", "open", "matter"} {
		t.says(nil, text)
	}
	t.says([]int{1}, "s-12")
	t.says([]int{1}, "34 灯")
}

func searchLatest(t *trial) {
	r := t.titled("旧标题")[0]
	t.commit(r.with(func(h *governance.Header) { h.Title, h.Serial = "新标题", "N-1" }).change(set("a", "2")))
	t.says(nil, "旧")
	t.says([]int{1}, "新标")
	t.commit(r.with(func(h *governance.Header) { h.Title, h.Serial = "", "N-2" }).change(set("a", "3")))
	t.says(nil, "新")
	t.says(nil, "N-1")
	t.says([]int{1}, "n-2")
}

func searchWithRest(t *trial) {
	for i := range 12 {
		r := newRecord(i).with(func(h *governance.Header) {
			h.Title, h.Unit, h.Opened = []string{"路灯", "井盖"}[i%2], []string{"u1", "u2", "u3"}[i%3], at(i)
		})
		t.commit(r.change(set("a", "1")).share(see("k" + number(int64(i%4)))))
	}
	t.finds([]int{10, 8, 6, 4, 2, 0}, governance.Query{Text: "路", Limit: 2}, "in pages")
	t.finds([]int{6, 0}, governance.Query{Text: "路", Unit: []string{"u1"}, Limit: 1}, "with a unit")
	t.finds([]int{8, 4, 0}, governance.Query{Text: "灯", Keys: []string{"k0", "k1"}}, "with keys")
	t.counted(3, governance.Query{Text: "灯", Keys: []string{"k0"}})
}
