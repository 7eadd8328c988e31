/** Where questions go when a model is named and no address: what the guests' privacy notice says, and what is asked. */
export const DEFAULT_LLM_URL = 'https://api.openai.com/v1';
