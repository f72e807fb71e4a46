package opinion

import "encoding/json"

// The parts of Bedrock's Converse API that are used: POST /model/<id>/converse.

type request struct {
	System    []text        `json:"system"`
	Messages  []message     `json:"messages"`
	Inference inference     `json:"inferenceConfig"`
	Tools     configuration `json:"toolConfig"`
}

type text struct {
	Text string `json:"text"`
}

type message struct {
	Role    string `json:"role"`
	Content []text `json:"content"`
}

type inference struct {
	MaxTokens   int     `json:"maxTokens"`
	Temperature float64 `json:"temperature"`
}

type configuration struct {
	Tools  []tool `json:"tools"`
	Choice struct {
		Any struct{} `json:"any"`
	} `json:"toolChoice"` // the model must fill in a form, and there is one
}

type tool struct {
	Spec struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Schema      struct {
			JSON json.RawMessage `json:"json"`
		} `json:"inputSchema"`
	} `json:"toolSpec"`
}

type reply struct {
	Output struct {
		Message struct {
			Content []struct {
				Use *struct {
					Name  string          `json:"name"`
					Input json.RawMessage `json:"input"`
				} `json:"toolUse"`
			} `json:"content"`
		} `json:"message"`
	} `json:"output"`
	Stop  string `json:"stopReason"`
	Usage struct {
		In  int `json:"inputTokens"`
		Out int `json:"outputTokens"`
	} `json:"usage"`
}
