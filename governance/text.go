package governance

// A Text is what a person reads, in Chinese and in English. Chinese is the
// language of record; English is for developers and foreign readers.
type Text struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// In returns the English text for the language "en" and the Chinese text for
// every other, so that an unknown language is answered in Chinese.
func (t Text) In(lang string) string {
	if lang == "en" && t.En != "" {
		return t.En
	}
	return t.Zh
}

// A Choice is one of the codes that a coded field may hold, with its label.
type Choice struct {
	Code  string `json:"code"`
	Label Text   `json:"label"`
}

// Coded is implemented by string types that hold one of a few codes, such as
// an outcome or a list. Schemas, checks and labels are all read from Choices.
type Coded interface {
	Choices() []Choice
}

// Label returns the text of a code among choices, or the code itself.
func Label(choices []Choice, code string) Text {
	for _, c := range choices {
		if c.Code == code {
			return c.Label
		}
	}
	return Text{Zh: code, En: code}
}

// LabelOf returns the text of a coded value, or its code itself.
func LabelOf[C interface {
	~string
	Coded
}](code C) Text {
	return Label(code.Choices(), string(code))
}
